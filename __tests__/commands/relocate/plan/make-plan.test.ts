import { formatLocation, parseLocation } from '../../../../src/location/location.ts'
import { parsePathMap } from '../../../../src/location/path-map.ts'
import { parseMetadata } from '../../../../src/metadata/parse.ts'
import { placeSnapshot } from '../../../../src/commands/relocate/plan/placement.ts'
import {
  planRelocation,
  type Plan,
  type PlanOptions,
} from '../../../../src/commands/relocate/plan/make-plan.ts'
import { RelocationError } from '../../../../src/commands/relocation-error.ts'
import { listedOf } from '../../../support/listed.ts'
import {
  changelog,
  changeFiles,
  file,
  incremental,
  inLine,
  keyGroups,
  mergedPartitionable,
  metadata,
  operator,
  partitionable,
  relativeFile,
  segment,
  subtask,
  type Part,
} from '../../../support/metadata-builder.ts'

const JOB = '00000000000000000000000000000abc'
const EARLIER = '11111111111111111111111111111abc'
const SAVEPOINT = 's3://old/sp/savepoint-1'
const CHECKPOINT = `s3://old/cp/${JOB}/chk-7`

interface Case {
  readonly source?: string
  readonly target?: string
  readonly name?: string
  readonly pathMap?: string
  readonly listing?: Record<string, number>
  readonly options?: Partial<PlanOptions>
}

/** A plan for a snapshot whose keyed states are these handles, one subtask each. */
function plan(
  handles: readonly Part[],
  { source = SAVEPOINT, target = 's3://new/x', ...rest }: Case = {},
): Plan {
  const bytes = metadata(6, [
    operator(
      6,
      {},
      handles.map((managedKeyed, n) => subtask(6, n, { managedKeyed })),
    ),
  ])
  return planBytes(bytes, { source, target, ...rest })
}

function planBytes(
  bytes: Uint8Array,
  { source = SAVEPOINT, target = 's3://new/x', name, pathMap, listing, options }: Case,
): Plan {
  const placement = placeSnapshot(parseLocation(source), parseLocation(target), name)
  return planRelocation(bytes, parseMetadata(bytes), placement, listedOf(listing ?? {}), {
    pathMap: parsePathMap(pathMap ?? ''),
    externalFiles: 'fail',
    formerHomes: [],
    oneStore: true,
    claimed: [],
    references: 'preserve',
    outsideState: 'warn',
    ...options,
  })
}

const keyed = (stream: Part): Part => keyGroups(3, stream)
const moves = (of: Plan): string[] =>
  of.files.map(({ from, to }) => `${formatLocation(from)} -> ${formatLocation(to)}`)
const paths = (of: Plan): string[] => parseMetadata(of.metadata).references.map(({ path }) => path)

function refusal(run: () => unknown): RelocationError {
  try {
    run()
  } catch (error) {
    if (error instanceof RelocationError) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('a savepoint', () => {
  it('carries absolute URIs over, in the scheme of the target', () => {
    const planned = plan([keyed(file('s3a://old/sp/savepoint-1/a', 5))], { target: 's3p://new/x' })
    expect(moves(planned)).toEqual(['s3a://old/sp/savepoint-1/a -> s3p://new/x/savepoint-1/a'])
    expect(paths(planned)).toEqual(['s3p://new/x/savepoint-1/a'])
    expect(planned.urisRewritten).toBe(1)
  })

  it('with relative handles is not changed by a byte', () => {
    const bytes = metadata(6, [
      operator(6, {}, [subtask(6, 0, { managedKeyed: keyed(relativeFile('a', 5)) })]),
    ])
    const planned = planBytes(bytes, {})
    expect(moves(planned)).toEqual(['s3://old/sp/savepoint-1/a -> s3://new/x/savepoint-1/a'])
    expect(planned.urisRewritten).toBe(0)
    expect(Buffer.compare(planned.metadata, bytes)).toBe(0)
  })

  it('normalises before it compares, as Flink does', () => {
    const planned = plan([keyed(file('s3://old//sp/./savepoint-1/x/../a', 5)), keyed(relativeFile('./a', 5))])
    expect(moves(planned)).toEqual(['s3://old/sp/savepoint-1/a -> s3://new/x/savepoint-1/a'])
    expect(paths(planned)).toEqual(['s3://new/x/savepoint-1/a', './a'])
  })

  it('copies a file once that many handles name, and remembers the strongest size', () => {
    const planned = plan([
      keyed(segment('s3://old/sp/savepoint-1/m', 0, 10)),
      keyed(segment('s3://old/sp/savepoint-1/m', 10, 20)),
    ])
    expect(planned.files).toHaveLength(1)
    expect(planned.files[0]).toMatchObject({ sizeIs: 'at-least', sizeBytes: 30 })
    expect(planned.urisRewritten).toBe(2)
  })

  it('takes files beside _metadata along and leaves deeper ones', () => {
    const planned = plan([keyed(relativeFile('a', 5))], {
      listing: {
        [`${SAVEPOINT}/_metadata`]: 100,
        [`${SAVEPOINT}/a`]: 5,
        [`${SAVEPOINT}/README`]: 3,
        [`${SAVEPOINT}/_metadata.before-relocation`]: 9,
        [`${SAVEPOINT}/deep/er`]: 4,
      },
    })
    expect(moves(planned)).toEqual([
      `${SAVEPOINT}/a -> s3://new/x/savepoint-1/a`,
      `${SAVEPOINT}/README -> s3://new/x/savepoint-1/README`,
    ])
    expect(planned.warnings).toEqual([
      '1 file beside _metadata that no state handle names: copied too',
      '1 file in subdirectories of the savepoint that no state handle names: not copied',
    ])
  })

  it('goes to another store under the same name without being one place', () => {
    const planned = plan([keyed(file(`${SAVEPOINT}/a`, 5))], {
      target: 's3://old/sp',
      options: { oneStore: false },
    })
    expect(planned.inPlace).toBe(false)
    expect(planned.files).toHaveLength(1)
    expect(planned.urisRewritten).toBe(0)
  })

  it('that was moved before stays where it is', () => {
    const from = parseLocation('hdfs://n/sp')
    const planned = plan([keyed(file('hdfs://n/sp/a', 5))], {
      target: 's3://old/sp',
      options: { formerHomes: [{ from, to: parseLocation(SAVEPOINT) }] },
    })
    expect(planned).toMatchObject({ inPlace: true, files: [], urisRewritten: 1 })
    expect(planned.staying).toHaveLength(1)
    expect(paths(planned)).toEqual([`${SAVEPOINT}/a`])
  })

  it('reads what lay in the former home from the source, never from there', () => {
    const planned = plan([keyed(file('s3://gone/sp/a', 5))], {
      options: { formerHomes: [{ from: parseLocation('s3://gone/sp'), to: parseLocation(SAVEPOINT) }] },
    })
    expect(moves(planned)).toEqual([`${SAVEPOINT}/a -> s3://new/x/savepoint-1/a`])
    expect(paths(planned)).toEqual(['s3://new/x/savepoint-1/a'])
  })
})

describe('path-map', () => {
  it('comes before the home, the longest rule wins', () => {
    const planned = plan([keyed(file(`${SAVEPOINT}/a`, 5)), keyed(file('s3://shared/data/b', 6))], {
      pathMap: `s3://shared => s3://new/other\ns3a://old/sp/savepoint-1/a => s3a://special/a\ns3://old => s3://no`,
    })
    expect(paths(planned)).toEqual(['s3a://special/a', 's3://new/other/data/b'])
  })

  it('a rule that nothing uses is a warning', () => {
    expect(plan([keyed(relativeFile('a', 5))], { pathMap: 's3://q => s3://r' }).warnings).toEqual([
      'path-map rule s3://q/ => s3://r/ matches nothing in _metadata',
    ])
  })

  it('cannot lead to another kind of store, nor read from one, which is no damage of _metadata', () => {
    const error = refusal(() =>
      plan([keyed(file(`${SAVEPOINT}/a`, 5))], { pathMap: `${SAVEPOINT} => /tmp/x` }),
    )
    expect(error.message).toBe(
      'path-map has rules that cannot be followed for 1 path below: correct or drop them',
    )
    expect(error.details).toEqual([
      `${SAVEPOINT}/a would go to file:/tmp/x/a, another kind of store than the target`,
    ])
    expect(
      refusal(() => plan([keyed(file('file:/etc/passwd', 5))], { pathMap: '/etc => s3://new/etc' })).details,
    ).toEqual(['file:/etc/passwd lies in another kind of store than the source and cannot be read with it'])
  })

  it('cannot send two files to one place', () => {
    expect(() =>
      plan([keyed(file('s3://a/f', 5)), keyed(file('s3://b/f', 5))], {
        pathMap: 's3://a => s3://new/c\ns3://b => s3://new/c',
      }),
    ).toThrow(/s3:\/\/a\/f and s3:\/\/b\/f would both become s3:\/\/new\/c\/f/)
  })
})

describe('external files', () => {
  const handles = [
    keyed(file('s3://old/x1/f', 5)),
    keyed(file('s3://old/x2/f', 6)),
    keyed(file('s3://old/x2/g', 6)),
  ]

  it('are refused with the lines to add', () => {
    const error = refusal(() => plan(handles))
    expect(error.message).toBe(
      '3 files or directories of the snapshot lie outside of it, and nothing says where they go: '
        + 'add to path-map the lines below, or set external-files',
    )
    expect(error.details).toEqual([
      's3://old/x1 => s3://new/x/savepoint-1/external/old/x1',
      's3://old/x2 => s3://new/x/savepoint-1/external/old/x2',
    ])
    const rules = error.details.join('\n')
    expect(moves(plan(handles, { pathMap: rules }))).toContain(
      's3://old/x2/f -> s3://new/x/savepoint-1/external/old/x2/f',
    )
  })

  it('in a store that is not read get no rule of path-map, which could not work', () => {
    const elsewhere = [keyed(file('gs://old/x1/f', 5)), keyed(file('gs://old/x1/g', 5)), handles[0]!]
    const error = refusal(() => plan(elsewhere))
    expect(error.message).toBe(
      '2 files or directories of the snapshot lie in another kind of store (gs) than the source, where nothing is read: copy them into '
        + "the source's store by a tool of their own, and say in read-map where they are now, as in the lines below, or set "
        + 'external-files to keep',
    )
    expect(error.details).toEqual(['gs://old/x1 => s3://old/where-they-are-now'])
    const moved = plan(elsewhere.slice(0, 2), {
      pathMap: 's3://old/here => s3://new/y',
      options: { formerHomes: parsePathMap('gs://old/x1 => s3://old/here') },
    })
    expect(moves(moved)).toEqual(['s3://old/here/f -> s3://new/y/f', 's3://old/here/g -> s3://new/y/g'])
    expect(plan(elsewhere, { options: { externalFiles: 'keep' } }).kept).toHaveLength(3)
  })

  it('are refused in the words of the choice that does not reach them', () => {
    const elsewhere = [keyed(file('s3://another-bucket/f', 5))]
    expect(() => plan(elsewhere, { options: { externalFiles: 'copy' } })).toThrow(
      /below \(external-files: copy reaches only files in the source's own bucket\)$/,
    )
    const log = changelog(14, [], [changeFiles(13, [file('s3://old/dstl/f', 5)], 5)])
    expect(() => plan([log], { options: { externalFiles: 'keep' } })).toThrow(
      /below \(external-files: keep is not for changelog state/,
    )
  })

  it('savepoint-1 is no prefix of savepoint-10', () => {
    expect(() => plan([keyed(file('s3://old/sp/savepoint-10/a', 5))])).toThrow(RelocationError)
  })

  it('are gathered flat in a savepoint, equal names do not collide', () => {
    const planned = plan(handles, { options: { externalFiles: 'copy' } })
    expect(moves(planned)).toEqual([
      's3://old/x1/f -> s3://new/x/savepoint-1/f',
      's3://old/x2/f -> s3://new/x/savepoint-1/f-2',
      's3://old/x2/g -> s3://new/x/savepoint-1/g',
    ])
    expect(paths(planned)).toEqual([
      's3://new/x/savepoint-1/f',
      's3://new/x/savepoint-1/f-2',
      's3://new/x/savepoint-1/g',
    ])
  })

  it("gathered names do not collide with the savepoint's own", () => {
    const planned = plan([keyed(file('s3://old/x1/a', 5)), keyed(relativeFile('a', 7))], {
      options: { externalFiles: 'copy' },
      listing: { [`${SAVEPOINT}/a`]: 7, [`${SAVEPOINT}/a-2`]: 1 },
    })
    expect(moves(planned)).toEqual([
      's3://old/x1/a -> s3://new/x/savepoint-1/a-3',
      `${SAVEPOINT}/a -> s3://new/x/savepoint-1/a`,
      `${SAVEPOINT}/a-2 -> s3://new/x/savepoint-1/a-2`,
    ])
  })

  it("go to external/ in a checkpoint's job directory", () => {
    const planned = plan([keyed(file('s3://old/else/where/f', 5))], {
      source: CHECKPOINT,
      options: { externalFiles: 'copy' },
    })
    expect(moves(planned)).toEqual([`s3://old/else/where/f -> s3://new/x/${JOB}/external/old/else/where/f`])
  })

  it.each(['s3://other/f', 'file:/etc/passwd', 'gs://old/f'])(
    'are never read from where the user named nothing: %s',
    (path) => {
      expect(() => plan([keyed(file(path, 5))], { options: { externalFiles: 'copy' } })).toThrow(
        RelocationError,
      )
    },
  )

  it('local ones are never gathered', () => {
    expect(() =>
      plan([keyed(file('file:/etc/passwd', 5))], {
        source: '/data/sp',
        target: '/new',
        options: { externalFiles: 'copy' },
      }),
    ).toThrow(RelocationError)
  })

  it('stay where they are with keep, and the report says so', () => {
    const planned = plan(handles, { options: { externalFiles: 'keep' } })
    expect(planned.files).toEqual([])
    expect(planned.kept).toHaveLength(3)
    expect(planned.urisRewritten).toBe(0)
    expect(planned.warnings.join()).toMatch(/^3 external files stay where they are/)
  })

  it('of changelog and file merging are not kept, Flink may delete them', () => {
    const options = { externalFiles: 'keep' as const }
    expect(() =>
      plan([changelog(14, [], [changeFiles(13, [file('s3://dstl/f', 5)], 5)])], { options }),
    ).toThrow(RelocationError)
    expect(() => plan([keyed(segment('s3://merged/f', 0, 5))], { options })).toThrow(RelocationError)
  })
})

describe('a checkpoint', () => {
  it('keeps the layout of its job directory, copies only what is referenced', () => {
    const planned = plan(
      [
        incremental(
          11,
          relativeFile('meta', 3),
          [['1.sst', file(`s3://old/cp/${JOB}/shared/s`, 5)]],
          [['MANIFEST', file(`s3://old/cp/${JOB}/shared/p`, 6)]],
        ),
        incremental(11, inLine('x'), [['2.sst', file(`s3://old/cp/${EARLIER}/shared/e`, 5)]]),
      ],
      { source: CHECKPOINT, listing: { [`${CHECKPOINT}/meta`]: 3, [`${CHECKPOINT}/stray`]: 9 } },
    )
    expect(moves(planned)).toEqual([
      `${CHECKPOINT}/meta -> s3://new/x/${JOB}/chk-7/meta`,
      `s3://old/cp/${JOB}/shared/s -> s3://new/x/${JOB}/shared/s`,
      `s3://old/cp/${JOB}/shared/p -> s3://new/x/${JOB}/shared/p`,
      `s3://old/cp/${EARLIER}/shared/e -> s3://new/x/${EARLIER}/shared/e`,
    ])
    expect(planned.files.map(({ exclusive }) => exclusive)).toEqual([true, false, false, false])
  })

  it('takes target-name for its job directory only', () => {
    const planned = plan(
      [keyed(file(`s3://old/cp/${JOB}/shared/s`, 5)), keyed(file(`s3://old/cp/${EARLIER}/shared/e`, 5))],
      { source: CHECKPOINT, name: 'staging' },
    )
    expect(paths(planned)).toEqual(['s3://new/x/staging/shared/s', `s3://new/x/${EARLIER}/shared/e`])
  })
})

describe('the directories of file merging', () => {
  const merged = (taskOwned: string, shared: string): Uint8Array =>
    metadata(6, [
      operator(6, {}, [
        subtask(6, 0, {
          managedOperator: mergedPartitionable(
            [{ name: 's' }],
            taskOwned,
            shared,
            segment(`${taskOwned}/f`, 0, 5),
          ),
        }),
      ]),
    ])
  const root = `s3://old/cp/${JOB}`

  it('are carried over with their files', () => {
    const planned = planBytes(merged(`${root}/taskowned/tm1`, `${root}/shared/tm1`), { source: CHECKPOINT })
    expect(paths(planned)).toEqual([
      `s3://new/x/${JOB}/taskowned/tm1`,
      `s3://new/x/${JOB}/shared/tm1`,
      `s3://new/x/${JOB}/taskowned/tm1/f`,
    ])
    expect(planned.files).toHaveLength(1)
  })

  it.each(['keep', 'copy'] as const)(
    'outside are refused whatever is said of external files: %s',
    (externalFiles) => {
      const error = refusal(() =>
        planBytes(merged('s3://old/merged/a', 's3://old/merged/b'), {
          source: CHECKPOINT,
          options: { externalFiles },
        }),
      )
      expect(error.message).toMatch(/never kept or gathered/)
      expect(error.details).toContain(`s3://old/merged/b => s3://new/x/${JOB}/external/old/merged/b`)
    },
  )

  it.each([
    [
      'the snapshot itself',
      `s3://old/m/a => s3://new/x/${JOB}\ns3://old/m/b => s3://new/x/b`,
      /which holds the snapshot itself/,
    ],
    [
      'another one',
      's3://old/m/a => s3://new/x/c\ns3://old/m/b => s3://new/x/c',
      /which s3:\/\/old\/m\/a would share/,
    ],
    [
      'one inside the other',
      's3://old/m/a => s3://new/x/c\ns3://old/m/b => s3://new/x/c/d',
      /where s3:\/\/old\/m\/b would lie too/,
    ],
  ])('must not become a place shared with %s', (_, pathMap, message) => {
    expect(() => planBytes(merged('s3://old/m/a', 's3://old/m/b'), { source: CHECKPOINT, pathMap })).toThrow(
      message,
    )
  })

  it('must not get files of another place', () => {
    const bytes = metadata(6, [
      operator(6, {}, [
        subtask(6, 0, {
          managedOperator: mergedPartitionable(
            [{ name: 's' }],
            's3://old/m/a',
            's3://old/m/b',
            segment('s3://old/m/a/f', 0, 5),
          ),
          managedKeyed: keyed(file('s3://old/q/g', 5)),
        }),
      ]),
    ])
    const pathMap = 's3://old/m => s3://new/x/m\ns3://old/q => s3://new/x/m/a/q'
    expect(() => planBytes(bytes, { source: CHECKPOINT, pathMap })).toThrow(
      /where s3:\/\/old\/q\/g would lie too/,
    )
  })
})

describe('a damaged or hostile file', () => {
  it.each(['', '/etc/passwd', '../up', 's3://other/f', 'a/../../b'])(
    'with the relative name %j is refused',
    (name) => {
      expect(() => plan([keyed(relativeFile(name, 5))])).toThrow()
    },
  )

  it.each(['relative', 's3:///f', 's3://old/../../f'])('with the URI %j is refused', (path) => {
    expect(refusal(() => plan([keyed(file(path, 5))])).message).toMatch(
      /names 1 path that cannot be relocated/,
    )
  })

  it('that names _metadata as a state file is refused', () => {
    expect(() => plan([keyed(relativeFile('_metadata', 5))])).toThrow(/_metadata is no state file/)
  })

  it('that gives a file two sizes is refused', () => {
    expect(() => plan([keyed(relativeFile('a', 5)), keyed(relativeFile('a', 6))])).toThrow(
      /two sizes, 5 and 6 bytes/,
    )
  })
})

describe('references: relative', () => {
  const options = { references: 'relative' as const }
  const handles = [
    keyed(file(`${SAVEPOINT}/a`, 5)),
    keyGroups(3, keyGroups(3, file('s3://old/scattered/b', -1))),
    incremental(
      11,
      file(`${SAVEPOINT}/meta`, 6),
      [['1.sst', file(`${SAVEPOINT}/s`, 7)]],
      [['p', file(`${SAVEPOINT}/p`, 8)]],
    ),
  ]

  it('names the files of a savepoint relative to it, but never those of incremental lists', () => {
    const planned = plan(handles, { options: { ...options, externalFiles: 'copy' } })
    const references = parseMetadata(planned.metadata).references
    expect(references.map(({ kind, path, sizeIs, sizeBytes }) => [kind, path, sizeIs, sizeBytes])).toEqual([
      ['relative', 'a', 'exact', 5],
      ['relative', 'b', 'unknown', 0],
      ['relative', 'meta', 'exact', 6],
      ['file', 's3://new/x/savepoint-1/s', 'exact', 7],
      ['file', 's3://new/x/savepoint-1/p', 'exact', 8],
    ])
    expect(planned.urisRewritten).toBe(5)
    expect(planned.files).toHaveLength(5)
    expect(planned.warnings.join()).toMatch(
      /references: relative leaves 2 handles absolute .*cannot be moved again by a plain copy/,
    )
  })

  it('gives the bytes that a relative savepoint has', () => {
    const bytes = (part: Part): Uint8Array =>
      metadata(4, [operator(4, {}, [subtask(4, 0, { managedKeyed: keyed(part) })])])
    const planned = planBytes(bytes(file(`${SAVEPOINT}/a`, 5)), { options })
    expect(Buffer.compare(planned.metadata, bytes(relativeFile('a', 5)))).toBe(0)
    expect(planned.warnings).toEqual([])
  })

  it('leaves what a rule sends elsewhere absolute', () => {
    expect(
      paths(plan([keyed(file('s3://old/q/b', 5))], { options, pathMap: 's3://old/q => s3://else' })),
    ).toEqual(['s3://else/b'])
  })

  it('has no effect on version 2 and on checkpoints, and says so', () => {
    const old = metadata(2, [
      operator(2, {}, [subtask(2, 0, { managedKeyed: keyed(file(`${SAVEPOINT}/a`, 5)) })]),
    ])
    const planned = planBytes(old, { options })
    expect(paths(planned)).toEqual(['s3://new/x/savepoint-1/a'])
    expect(planned.warnings.join()).toMatch(/no effect on metadata version 2/)
    const checkpoint = plan([keyed(file(`${CHECKPOINT}/a`, 5))], { source: CHECKPOINT, options })
    expect(paths(checkpoint)).toEqual([`s3://new/x/${JOB}/chk-7/a`])
    expect(checkpoint.warnings.join()).toMatch(/counts for savepoints only/)
  })
})

describe('relative handles whose file is in a claimed savepoint (FLINK-39964)', () => {
  const lost = [
    incremental(
      11,
      relativeFile('meta', 3),
      [['1.sst', relativeFile('s', 7)]],
      [['p', relativeFile('p', 8)]],
    ),
  ]
  const listing = { [`${CHECKPOINT}/meta`]: 3 }
  const claimed = ['s', 'p', 'other', 'meta'].map((name) => ({
    location: parseLocation(`s3://old/sp/claimed/${name}`),
    sizeBytes: 7,
  }))

  it('are known by their kind when the file is nowhere', () => {
    expect(
      plan(lost, { source: CHECKPOINT, listing }).files.map(({ relativeIncremental }) => relativeIncremental),
    ).toEqual([false, true, true])
  })

  it('become absolute handles, their files are copied along', () => {
    const planned = plan(lost, { source: CHECKPOINT, listing, options: { claimed } })
    const home = `s3://new/x/${JOB}`
    expect(
      parseMetadata(planned.metadata).references.map(({ kind, path, sizeBytes }) => [kind, path, sizeBytes]),
    ).toEqual([
      ['relative', 'meta', 3],
      ['file', `${home}/external/old/sp/claimed/s`, 7],
      ['file', `${home}/external/old/sp/claimed/p`, 8],
    ])
    expect(moves(planned)).toEqual([
      `${CHECKPOINT}/meta -> ${home}/chk-7/meta`,
      `s3://old/sp/claimed/s -> ${home}/external/old/sp/claimed/s`,
      `s3://old/sp/claimed/p -> ${home}/external/old/sp/claimed/p`,
    ])
    expect(planned.files.map(({ exclusive }) => exclusive)).toEqual([true, false, false])
    expect(planned.warnings.join()).toMatch(
      /2 relative handles named files that are not beside _metadata.*FLINK-39964/,
    )
  })

  it('go where a rule says', () => {
    const planned = plan(lost, {
      source: CHECKPOINT,
      listing,
      options: { claimed },
      pathMap: 's3://old/sp/claimed => s3://new/claimed',
    })
    expect(paths(planned)).toEqual(['meta', 's3://new/claimed/s', 's3://new/claimed/p'])
  })
})

describe('the state of a GenericWriteAheadSink', () => {
  const withBatches = (offsets: number[]): Uint8Array =>
    metadata(5, [
      operator(5, { name: 'Sink <a>' }, [
        subtask(5, 0, {
          managedOperator: partitionable([{ name: 'pending-checkpoints', offsets }], relativeFile('a', 5)),
        }),
      ]),
    ])
  const bytes = withBatches([0, 3])

  it('is refused, naming the operator', () => {
    const error = refusal(() => planBytes(bytes, {}))
    expect(error.message).toMatch(
      /1 operator with pending batches of a GenericWriteAheadSink \(state "pending-checkpoints"\).*set outside-state to ignore/,
    )
    expect(error.details).toEqual(['"Sink <a>" (00112233445566778899aabbccddeeff): 2 entries in subtask 0'])
    expect(refusal(() => planBytes(bytes, { options: { outsideState: 'fail' } })).message).toBe(error.message)
  })

  it('is nothing to speak of where no batch is pending', () => {
    const planned = planBytes(withBatches([]), { options: { outsideState: 'fail' } })
    expect(planned.files).toHaveLength(1)
    expect(planned.warnings).toEqual([])
  })

  it('is relocated around when told so, with a warning', () => {
    const planned = planBytes(bytes, { options: { outsideState: 'ignore' } })
    expect(planned.files).toHaveLength(1)
    expect(planned.warnings.join()).toMatch(/pending-checkpoints/)
  })
})

it('refuses keys that S3 does not take', () => {
  const error = refusal(() =>
    plan([keyed(relativeFile('a'.repeat(900), 5))], { target: `s3://new/${'x'.repeat(200)}` }),
  )
  expect(error.message).toMatch(/1 file would get a key of more than 1024 bytes/)
})

it('refuses a text that grows past 65,535 bytes before anything is copied', () => {
  const path = `file:/old/sp/${'a'.repeat(65_000)}`
  expect(() =>
    plan([keyed(file(path, 5))], { source: '/old/sp', target: `/new/${'n'.repeat(600)}` }),
  ).toThrow(/65535 at most: choose a shorter target/)
  expect(
    plan([keyed(file(path, 5))], { source: '/old/sp', target: `/new/${'n'.repeat(400)}` }).urisRewritten,
  ).toBe(1)
})

it('refuses operator state outside, too', () => {
  const bytes = metadata(2, [
    operator(2, {}, [
      subtask(2, 0, { managedOperator: partitionable([{ name: 's' }], file('s3://q/f', 1)) }),
    ]),
  ])
  expect(() => planBytes(bytes, {})).toThrow(RelocationError)
})
