import { describeProvedTable } from '../support/proved-table.ts'

describeProvedTable('FAULTS.md', 'faults')
