process.argv[2] = 'inspect'
await import('../main/index.js')
