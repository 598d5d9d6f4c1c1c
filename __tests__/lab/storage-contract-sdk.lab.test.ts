import '../support/sdk-transport.ts'
import './storage-contract.lab.test.ts'
