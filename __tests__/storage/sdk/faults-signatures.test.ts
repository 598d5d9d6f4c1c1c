/** @jest-environment ./__tests__/support/one-realm.ts */
import '../../support/sdk-transport.ts'
import '../../faults/signatures.test.ts'
