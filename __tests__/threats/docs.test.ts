import { describeProvedTable } from '../support/proved-table.ts'

describeProvedTable('THREATS.md', 'threats')
