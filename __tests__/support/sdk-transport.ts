/** Imported before a suite: its requests go through the SDK, which is not what happens without the variable. */
process.env['FLINK_SNAPSHOT_TRANSPORT'] = 'sdk'
