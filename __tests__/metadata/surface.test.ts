import * as surface from '../../src/metadata/snapshot.ts'

describe('what other rooms may use of the codec', () => {
  it('is this and no more', () => {
    expect(Object.keys(surface).sort()).toEqual([
      'MetadataFormatError',
      'MetadataRewriteError',
      'UnsupportedMetadataError',
      'WRITE_AHEAD_STATE',
      'describeOperator',
      'parseMetadata',
      'rewriteMetadata',
    ])
  })

  it('has errors with names and facts, for those that cannot use instanceof', () => {
    const cause = new Error('below')
    expect(new surface.MetadataFormatError('m', 7, { cause })).toMatchObject({
      name: 'MetadataFormatError',
      offset: 7,
      cause,
    })
    expect(new surface.UnsupportedMetadataError('m', 'version-7', 7)).toMatchObject({
      name: 'UnsupportedMetadataError',
      reason: 'version-7',
      version: 7,
    })
    expect(new surface.MetadataRewriteError('m', 's3://b/x')).toMatchObject({
      name: 'MetadataRewriteError',
      path: 's3://b/x',
    })
  })
})
