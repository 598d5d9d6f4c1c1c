import unit from './jest.config.js'

/**
 * The suites that need real parts: servers, Flink, act, the committed bundle. CONTRIBUTING.md says what each
 * of them needs. One at a time, for they start programs that fill a small machine.
 */
export default {
  ...unit,
  testMatch: ['<rootDir>/__tests__/lab/**/*.lab.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
  maxWorkers: 1,
}
