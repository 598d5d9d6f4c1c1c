/**
 * Bytes that the connectors' own serializers wrote, called by themselves: Iceberg 1.10.0
 * (`IcebergCommittableSerializer`, with two manifests) and the Kafka connector 4.0.1
 * (`KafkaWriterStateSerializer`, `KafkaCommittableSerializer`). The frame around them is of the tests.
 */
import { gunzipSync } from 'node:zlib'
import { block, committerEntry } from '../../support/state-builder.ts'
import { build } from '../../support/metadata-builder.ts'
import { outsideInLine } from './snapshots.ts'

/** Version, length and bytes, as `SimpleVersionedSerialization.writeVersionAndSerialize` gives them. */
const ICEBERG_COMMITTABLE = gunzipSync(
  Buffer.from(
    [
      'H4sIAAAAAAACA+1WyW7bMBCV01NybT9goLMTb1kNpGhQJ0WAFCjq9hQEAi2NbSISqZJUHDXwh/R3euqxt+ZzSmqx5SVeeupBArQQ',
      'mnlvFnJmLMuqWNabPQvqjWbr8Oj45PSM9FwP+/Nra4eHVnq9sqzXz/q9o9+/LWv3+Wdl98eTreIQ7bYt0OXCs6s2I4FZf0CGgrof',
      'CaN9lOqK+pj9lCFxjQQXgwOiv4d4QF3soRhogT5F35N2+/YpBwoyBCckaqglMj6pBGVGw+OuXt5wlyjKGXz9fA0jqoZw1QWpsQPM',
      'UfepZ7eP6vVxdRHbRzYoovu8gP2FK+JDX3sAkn5HoAx6sUI5B9woAIdEKGrscWSIrkO9KTRlaoLc1T/hugORRA8Uh5Ggat7eZgHW',
      '5Uxhop+C3dos8n29NKB3Oer7VEoC74MaIuRetqF+7hFFqtA499DH1AWdZBL5ym4bqBnqxkmBWuK3CJmLDosCnatFE5KQTWzoZuKQ',
      'isNoiGzGGBgRCcTz0Fttw1ExXVTHczs7bvjIkMk5c+isMatNOC6YkFjsSEZCOeRqJrEze6abSZjsqiFRqavzpMU8txZYzI6Tjsuj',
      'tRm/SMB1zkUMufzLDtUPC1T4SKXSJ2kLtstMZXPCYhLTnbeNd51UY3O6xYQJPnqRa3bDpKE08hswNZrLIrk52SSSm/K1lgRyc7o8',
      'kJuyHS6raHKBZdIDiBAkNtlTGOgavq43fMohrwxnNwoCIuKlPcDUPUKZdDK3Mtwe5z4SNi3UItLVuQ+ExWm5HpoaA0YJJvbDA/Gj',
      '+SJ7NldkU7IEei6iOefdOlLClnCuCPZpwQRfVy3h9HSGvCUWJL1nwj+JIiRakGhBnwsgftq11lT5YkOMwvAfiBOt7Ykb47tx1dZ7',
      'MtAnO0vE6XjaQtINkSCiHhOm4Vx9+otd6x5jJ0BFTNtb69Alc0UcJh5pPcj1oOfz3mpPitunT4UeKPQRKzaHl7qkMi6l5z/pFByI',
      'lHTAzBfDUXpSdbO66HQuO5BYsz6wzboO7DvZatdqPrnHmqrlrtTMY79+QB4E/1XRk9yOvvb0nX6aZzLq7f4pZ7tytitnu3K2K2e7',
      'crYrZ7tytitnu/9otnu7fLZDf4PRzqpYr6fqjwc68Lp9qr9bCR6KEhQAAA==',
    ].join(''),
    'base64',
  ),
)
const KAFKA_WRITER = Buffer.from(
  '000000020000002c00066f726465727300000001000000040000000000000001000a6f72646572732d312d370000000000000007',
  'hex',
)
const KAFKA_COMMITTABLE = Buffer.from('000000010000001600030000000000001267000a6f72646572732d312d37', 'hex')

const committer = (written: Buffer): Uint8Array =>
  committerEntry('2.3', written.readInt32BE(0), [[written.subarray(8)]])

it('a committable of Iceberg names its manifests and the job', async () => {
  const { findings } = await outsideInLine({
    streaming_committer_raw_states: [committer(ICEBERG_COMMITTABLE)],
  })
  expect(findings).toMatchObject([
    {
      kind: 'iceberg',
      certainty: 'sure',
      uncommitted: true,
      paths: ['s3://lake/t/metadata/data-0.avro', 's3://lake/t/metadata/del-0.avro'],
      ids: ['0123456789abcdef0123456789abcdef'],
    },
  ])
})

it('a committable of Kafka has the id of its transaction', async () => {
  const { findings } = await outsideInLine({ streaming_committer_raw_states: [committer(KAFKA_COMMITTABLE)] })
  expect(findings).toMatchObject([
    { kind: 'kafka-transactions', certainty: 'likely', uncommitted: true, paths: [], ids: ['orders-1-7'] },
  ])
})

it("the state of Kafka's writer has the prefix, and what it has prepared", async () => {
  const { findings } = await outsideInLine({ writer_raw_states: [build(block(KAFKA_WRITER))] })
  expect(findings).toMatchObject([
    { kind: 'kafka-transactions', certainty: 'likely', uncommitted: true, ids: ['orders', 'orders-1-7'] },
  ])
})
