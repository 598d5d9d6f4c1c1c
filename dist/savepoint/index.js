process.argv[2] = 'savepoint'
await import('../main/index.js')
