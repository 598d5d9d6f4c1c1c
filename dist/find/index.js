process.argv[2] = 'find'
await import('../main/index.js')
