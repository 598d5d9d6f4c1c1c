process.argv[2] = 'promote'
await import('../main/index.js')
