import '../../support/sdk-transport.ts'
import '../contract.test.ts'
