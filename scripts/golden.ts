/**
 * Writes `golden.json` beside every snapshot fixture, from what the code says of it now. Run it on purpose,
 * after a fixture was added or the summary was changed, and read the difference before it is committed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { snapshotFixtures, summaryOf } from '../__tests__/support/snapshot-fixtures.ts'

for (const fixture of snapshotFixtures()) {
  const text = `${JSON.stringify(summaryOf(fixture), undefined, 2)}\n`
  const former = existsSync(fixture.golden) ? readFileSync(fixture.golden, 'utf8') : undefined
  if (former !== text) writeFileSync(fixture.golden, text)
  console.log(
    `${fixture.name}: ${former === undefined ? 'written' : former === text ? 'unchanged' : 'CHANGED'}`,
  )
}
