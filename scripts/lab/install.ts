/**
 * Installs the tools of the lab: `node scripts/lab/install.ts [name …]`, all of them but the slow ones
 * without a name. Quiet when there.
 */
import { ensureTool, TOOLS, type Tool, type ToolName } from './tools.ts'

const quick = Object.entries<Tool>(TOOLS).filter(([, { slow }]) => slow !== true)
const names = process.argv.length > 2 ? process.argv.slice(2) : quick.map(([name]) => name)
for (const name of names) {
  if (!(name in TOOLS))
    throw new Error(`no tool is called ${name}: there are ${Object.keys(TOOLS).join(', ')}`)
  ensureTool(name as ToolName)
}
