/**
 * The plain test command: Node and npm only. Suites that need more live in `__tests__/lab` and have scripts
 * of their own.
 */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/lab/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  globalSetup: '<rootDir>/__tests__/support/require-node-24.ts',
  setupFilesAfterEnv: ['<rootDir>/__tests__/support/assertions.ts'],
  // All processors: with one of them left to Jest itself, a machine of two runs the files one by one.
  maxWorkers: '100%',
  // A test that hangs is found; one on a busy machine is no failure.
  testTimeout: 30_000,
}
