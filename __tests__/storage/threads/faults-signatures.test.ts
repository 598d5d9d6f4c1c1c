/** @jest-environment ./__tests__/support/one-realm.ts */
import '../../support/transfer-threads.ts'
import '../../faults/signatures.test.ts'
