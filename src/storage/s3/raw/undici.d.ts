/**
 * undici's pool by its own file: the package's main file also loads fetch, WebSocket and caches, which takes longer than to
 * move a small savepoint.
 */
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici'
  export default Agent
}
