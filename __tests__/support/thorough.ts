/**
 * Whether to try more than `npm test` has the time for: more rounds, larger inputs, each step in place of
 * every third one. `npm run test:thorough` and CI do.
 */
export const THOROUGH = process.env['THOROUGH'] === '1'
