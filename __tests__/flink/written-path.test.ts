import { findSnapshot, isSnapshotText } from '../../src/flink/snapshot-text.ts'
import { findBarePaths } from '../../src/flink/written-path.ts'

const NAME = 'savepoint-0123ab-0123456789ab'

describe('a path in a text', () => {
  it.each([
    `backup/tmp/x/${NAME}`,
    `bucket/sps/${NAME}`,
    `./x/${NAME}`,
    `../x/${NAME}`,
    `~/x/${NAME}`,
    `~me/x/${NAME}`,
    `$HOME/x/${NAME}`,
    `\${DIR}/x/${NAME}`,
    `$(pwd)/x/${NAME}`,
    `C:x/tmp/${NAME}`,
    `arn:aws:s3:::bucket/sps/${NAME}`,
    `bucket.s3.eu-west-1.amazonaws.com/sps/${NAME}`,
    `/my savepoints/x/${NAME}`,
    `größe/x/${NAME}`,
  ])('does not begin inside the word of %s', (text) => {
    expect(findBarePaths(text)).toEqual([])
    expect(findBarePaths(`see ${text}, it is new`)).toEqual([])
    expect(() => findSnapshot(`the savepoint is\n${text}\n`)).toThrow('the text names no snapshot')
  })

  it("nor where Flink's own sentence is followed by none that is whole", () => {
    for (const path of [`backup/tmp/x/${NAME}`, `arn:aws:s3:::bucket/sps/${NAME}`]) {
      expect(() => findSnapshot(`Savepoint completed. Path: ${path}\n`)).toThrow(/relative path|is an ARN/)
    }
  })

  it.each(['backup/tmp/x', 'bucket/sps', 'arn:aws:s3:::bucket/sps'])(
    'is not what %s/… is, which is a path that its reader refuses whole',
    (text) => {
      expect(isSnapshotText(`${text}/${NAME}`)).toBe(false)
    },
  )

  it.each([
    ['at the beginning', '#'],
    ['after a blank', 'saved to #'],
    ['after a tab', 'saved to\t#'],
    ['of a line of its own', 'Path:\n#\n'],
    ['in quotes', "at '#'"],
    ['after the quote of a word processor', 'at “# ”'],
    ['after a backquote', 'at `# `'],
    ['in brackets', '[#] (#) {#} <#>'],
    ['after an equals sign', '--fromSavepoint=#'],
    ['after an arrow', 's3a://other/x->#'],
    ['as one of a list', 'a;#,b|#'],
  ])('is found %s', (_, text) => {
    for (const path of [
      `/tmp/x/${NAME}`,
      `file:/tmp/x/${NAME}`,
      `s3://bucket/sps/${NAME}`,
      `hdfs://nn:8020/sps/${NAME}`,
    ]) {
      expect([...new Set(findBarePaths(text.replaceAll('#', path)))]).toEqual([path])
    }
  })

  it('is found behind a colon where it is a URI, for that ends no name', () => {
    expect(findBarePaths(`Path:s3://bucket/sps/${NAME}`)).toEqual([`s3://bucket/sps/${NAME}`])
    expect(findBarePaths(`localhost:8080:/sps/${NAME}`)).toEqual([])
  })
})
