/** @jest-environment ./__tests__/support/one-realm.ts */
import '../../support/transfer-threads.ts'
import '../../faults/5-integrity.test.ts'
