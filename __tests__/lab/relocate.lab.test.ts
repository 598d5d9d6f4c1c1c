/**
 * The whole flow through the Action's bundle, against real S3 servers: one server, and two with accounts of
 * their own.
 */
import { runAction, type StepResult } from '../support/run-bundle.ts'
import { rehome, type Sample, sampleAt } from '../support/sample-savepoint.ts'
import {
  deleteObjects,
  downloadAll,
  inputsFor,
  labServers,
  listKeys,
  newBucket,
  putObject,
  serverCalled,
  uploadSample,
} from './s3.ts'

const servers = labServers()
const NAME = 'savepoint-4686cd-f502a036b706'

/** Keys that a careless signer, encoder or listing gets wrong. */
const ODD_PREFIX = 'a b/c+d/100%/%41/hash#tag/what?x=1&y/日本ü'
const ODD_NAMES = ['a b', 'c+d', 'e%2Bf', '%', 'g#h', 'i?j=k&l', 'naïve-日本']

afterAll(() => {
  for (const { client } of servers) client.destroy()
})

describe.each([
  ['seaweedfs', 'seaweedfs'],
  ['minio-a', 'minio-a'],
  ['minio-a', 'minio-b'],
  ['minio-b', 'seaweedfs'],
  ['seaweedfs', 'minio-a'],
])('from %s to %s', (fromName, toName) => {
  const [from, to] = [serverCalled(servers, fromName), serverCalled(servers, toName)]
  const inputs = from === to ? inputsFor(to) : { ...inputsFor(to), ...inputsFor(from, 'source-') }
  let sourceBucket: string
  let targetBucket: string
  let home: string
  let sample: Sample

  beforeEach(async () => {
    sourceBucket = await newBucket(from, 'source')
    targetBucket = await newBucket(to, 'target')
    home = `s3://${sourceBucket}/flink/${NAME}`
    sample = sampleAt(home)
    await uploadSample(from, sourceBucket, `flink/${NAME}`, sample)
  })

  const relocate = (more: Readonly<Record<string, string>> = {}): Promise<StepResult> =>
    runAction({ ...inputs, source: home, target: `s3://${targetBucket}/moved`, ...more })
  const expectedAt = (directory: string, scheme = 's3'): Map<string, Buffer> =>
    expectedObjects(sample, home, `${scheme}://${targetBucket}/${directory}`, directory)

  it('copies every file, rewrites the metadata and says where the snapshot is', async () => {
    const result = await relocate()

    expect(failureOf(result)).toBe('')
    const target = `s3://${targetBucket}/moved/${NAME}`
    expect(result.outputs).toEqual({
      'snapshot-path': target,
      'metadata-path': `${target}/_metadata`,
      kind: 'savepoint',
      format: '',
      'metadata-version': '2',
      'checkpoint-id': expect.stringMatching(/^\d+$/) as string,
      'claim-mode': '',
      'files-copied': String(sample.files.size),
      'files-skipped': '0',
      'bytes-copied': String(totalBytes(sample)),
      'uris-rewritten': String(sample.files.size),
      'plan-fingerprint': '',
      'job-files': '',
      'savepoint-path': target,
      'resume-dir': '',
      report: expect.stringMatching(/\.json$/) as string,
    })
    expect(await downloadAll(to, targetBucket)).toEqual(expectedAt(`moved/${NAME}`))
    expect(await listKeys(from, sourceBucket)).toHaveLength(sample.files.size + 1)
    expect(result.summary).toContain(target)
    expect(JSON.parse(result.report)).toMatchObject({
      outcome: 'relocated',
      dryRun: false,
      snapshotPath: target,
    })
  })

  it('keeps the secrets to itself', async () => {
    const result = await relocate()

    // The toolkit registers each secret with the runner by a command, which the runner itself swallows.
    const shown = result.everything.replaceAll(/^::add-mask::.*$/gm, '')
    for (const { secretAccessKey } of [from, to]) expect(shown).not.toContain(secretAccessKey)
    expect(result.stdout).toContain(`::add-mask::${to.secretAccessKey}`)
  })

  it('writes the scheme of the target', async () => {
    const result = await relocate({ target: `s3a://${targetBucket}/moved/` })

    expect(failureOf(result)).toBe('')
    expect(result.outputs['snapshot-path']).toBe(`s3a://${targetBucket}/moved/${NAME}`)
    expect(await downloadAll(to, targetBucket)).toEqual(expectedAt(`moved/${NAME}`, 's3a'))
  })

  it('survives keys with blanks, plus, percent, hash, question mark and letters beyond ASCII', async () => {
    const oddHome = `s3://${sourceBucket}/${ODD_PREFIX}/${NAME}`
    const odd = sampleAt(oddHome, (name, index) => ODD_NAMES[index] ?? name)
    await uploadSample(from, sourceBucket, `${ODD_PREFIX}/${NAME}`, odd)

    const result = await relocate({ source: oddHome, target: `s3://${targetBucket}/to/${ODD_PREFIX}` })

    expect(failureOf(result)).toBe('')
    const directory = `to/${ODD_PREFIX}/${NAME}`
    const expected = expectedObjects(odd, oddHome, `s3://${targetBucket}/${directory}`, directory)
    expect(await downloadAll(to, targetBucket)).toEqual(expected)
  })

  it('compares the content of every file when verify is strict', async () => {
    const result = await relocate({ verify: 'strict', concurrency: '2' })

    expect(failureOf(result)).toBe('')
    expect(await downloadAll(to, targetBucket)).toEqual(expectedAt(`moved/${NAME}`))
  })

  it('writes nothing in a dry run and says what it would cost', async () => {
    const result = await relocate({ 'dry-run': 'true', 'delete-source': 'true' })

    expect(failureOf(result)).toBe('')
    expect(result.outputs['snapshot-path']).toBe(`s3://${targetBucket}/moved/${NAME}`)
    expect(JSON.parse(result.report)).toMatchObject({
      dryRun: true,
      outcome: 'planned',
      estimatedBytes: totalBytes(sample),
      transferMode: from === to ? 'server-side' : 'streamed',
    })
    expect(await listKeys(to, targetBucket)).toEqual([])
    expect(await listKeys(from, sourceBucket)).toHaveLength(sample.files.size + 1)
  })

  it('finds an identical snapshot already there', async () => {
    await relocate()
    const again = await relocate()

    expect(failureOf(again)).toBe('')
    expect(again.outputs).toMatchObject({
      'files-copied': '0',
      'files-skipped': String(sample.files.size),
      'bytes-copied': '0',
    })
    expect(JSON.parse(again.report)).toMatchObject({ outcome: 'already-there' })
    expect(await downloadAll(to, targetBucket)).toEqual(expectedAt(`moved/${NAME}`))
  })

  it('goes on where an earlier run stopped', async () => {
    await relocate()
    const [first] = [...sample.files.keys()]
    await deleteObjects(to, targetBucket, [`moved/${NAME}/${first!}`, `moved/${NAME}/_metadata`])
    const again = await relocate()

    expect(failureOf(again)).toBe('')
    expect(again.outputs).toMatchObject({
      'files-copied': '1',
      'files-skipped': String(sample.files.size - 1),
    })
    expect(await downloadAll(to, targetBucket)).toEqual(expectedAt(`moved/${NAME}`))
  })

  it('refuses to replace another snapshot unless overwrite is set', async () => {
    const directory = `moved/${NAME}`
    const [first] = [...sample.files.keys()]
    await relocate()
    await putObject(to, targetBucket, `${directory}/_metadata`, Buffer.from('another snapshot'))
    await putObject(to, targetBucket, `${directory}/${first!}`, Buffer.from('another file'))
    const before = await downloadAll(to, targetBucket)

    const refused = await relocate()
    expect(refused.exitCode).toBe(1)
    expect(failureOf(refused)).toContain('overwrite')
    expect(await downloadAll(to, targetBucket)).toEqual(before)

    const replaced = await relocate({ overwrite: 'true' })
    expect(failureOf(replaced)).toBe('')
    expect(await downloadAll(to, targetBucket)).toEqual(expectedAt(directory))
  })

  it('deletes the source when it is told to', async () => {
    await putObject(from, sourceBucket, 'flink/other', Buffer.from('of somebody else'))
    const result = await relocate({ 'delete-source': 'true' })

    expect(failureOf(result)).toBe('')
    expect(await downloadAll(to, targetBucket)).toEqual(expectedAt(`moved/${NAME}`))
    expect(await listKeys(from, sourceBucket)).toEqual(
      [`flink/${NAME}/_metadata.relocated.json`, 'flink/other'].sort(),
    )
  })

  it('names every missing file and writes nothing', async () => {
    const [first, second] = [...sample.files.keys()]
    await deleteObjects(
      from,
      sourceBucket,
      [first!, second!].map((name) => `flink/${NAME}/${name}`),
    )
    const result = await relocate()

    expect(result.exitCode).toBe(1)
    expect(result.stdout).toContain(first!)
    expect(result.stdout).toContain(second!)
    expect(result.outputs).toEqual({})
    expect(await listKeys(to, targetBucket)).toEqual([])
  })

  it('takes the snapshot to its name of choice', async () => {
    const result = await relocate({ 'target-name': 'before upgrade' })

    expect(failureOf(result)).toBe('')
    expect(result.outputs['snapshot-path']).toBe(`s3://${targetBucket}/moved/before upgrade`)
    expect(await downloadAll(to, targetBucket)).toEqual(expectedAt('moved/before upgrade'))
  })
})

function expectedObjects(sample: Sample, home: string, uri: string, directory: string): Map<string, Buffer> {
  const objects = new Map([...sample.files].map(([name, bytes]) => [`${directory}/${name}`, bytes]))
  return objects.set(`${directory}/_metadata`, rehome(sample, home, uri))
}

function totalBytes({ files }: Sample): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0)
}

/** What a failed run said; empty when it succeeded. */
function failureOf({ exitCode, stdout, stderr }: StepResult): string {
  return exitCode === 0 ? '' : `exit code ${exitCode}\n${stdout}${stderr}`
}
