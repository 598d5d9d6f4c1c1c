/** For suites that are run with threads from the first byte on. */
process.env['FLINK_SNAPSHOT_THREADS'] = '1'
