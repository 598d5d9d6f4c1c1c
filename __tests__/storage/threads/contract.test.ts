import '../../support/transfer-threads.ts'
import '../contract.test.ts'
