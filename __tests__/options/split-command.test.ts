import { CommandTextError, splitCommand } from '../../src/options/split-command.ts'

describe('a command', () => {
  it.each<[string, string[]]>([
    ['./bin/flink savepoint 4a1b s3://b/sp', ['./bin/flink', 'savepoint', '4a1b', 's3://b/sp']],
    ['  flink\t stop  x  ', ['flink', 'stop', 'x']],
    ['"/opt/my flink/bin/flink" stop \'a b\'', ['/opt/my flink/bin/flink', 'stop', 'a b']],
    ['x --a="b c"d\'e f\'', ['x', '--a=b cde f']],
    ['x "" \'\'', ['x', '', '']],
    ['x "a\\"b\\\\c\\d" a\\ b \\"', ['x', 'a"b\\c\\d', 'a b', '"']],
    [
      'x \'$HOME|&;<>()`\' "|&;<>()" \\$HOME \\| "\\$x"',
      ['x', '$HOME|&;<>()`', '|&;<>()', '$HOME', '|', '$x'],
    ],
    [
      'kubectl exec deploy/x -- ./bin/flink \\\n  stop \\\r\n  y\n',
      ['kubectl', 'exec', 'deploy/x', '--', './bin/flink', 'stop', 'y'],
    ],
    ['x *.jar ~ {a} [b] # c a=b', ['x', '*.jar', '~', '{a}', '[b]', '#', 'c', 'a=b']],
    ['flink stop ünï🙂', ['flink', 'stop', 'ünï🙂']],
  ])('%s', (text, words) => {
    expect(splitCommand(text)).toEqual(words)
  })

  it.each([
    ['flink list | grep x', 'contains a pipe (|) that is not quoted'],
    ['a && b', 'contains an ampersand (&, &&)'],
    ['a & ', 'contains an ampersand'],
    ['a; b', 'contains a semicolon'],
    ['a > b', 'contains a redirection'],
    ['a 2>&1', 'contains a redirection'],
    ['a < b', 'contains a redirection'],
    ['(a)', 'contains a parenthesis'],
    ['a `b`', 'contains a command substitution (`…`)'],
    ['a "`b`"', 'contains a command substitution (`…`)'],
    ['a $(b)', 'contains a command substitution ($(…))'],
    ['a "x$(b)"', 'contains a command substitution ($(…))'],
    ['a $JOB', 'contains a variable ($…)'],
    ['a "${JOB}"', 'contains a variable ($…)'],
    ['a\nb', 'has several lines'],
    ["a 'b", 'has a single quote without its end'],
    ['a "b', 'has a double quote without its end'],
    ['a b\\', 'ends with a backslash'],
    ['JOB=1 flink', 'begins with "JOB=…", which only a shell understands: set it in env'],
    ['', 'names no program'],
    ['""', 'names no program'],
  ])('%j is refused', (text, message) => {
    expect(() => splitCommand(text)).toThrow(CommandTextError)
    expect(() => splitCommand(text)).toThrow(message)
  })
})
