import tseslint from 'typescript-eslint'
import importX from 'eslint-plugin-import-x'

/** What each room of src/ may import beside itself: arrows go one way (CONTRIBUTING.md draws the picture). */
const mayImport = {
  text: [],
  metadata: [],
  location: [],
  platform: ['text'],
  flink: ['location', 'platform'],
  storage: ['location', 'platform', 'text'],
  snapshot: ['metadata', 'location', 'storage', 'platform'],
  commands: ['snapshot', 'metadata', 'location', 'storage', 'flink', 'platform', 'text'],
  presentation: ['commands', 'snapshot', 'metadata', 'storage', 'text'],
  'job-files': ['presentation', 'commands', 'storage', 'platform'],
  options: ['commands', 'snapshot', 'flink', 'storage', 'location', 'text'],
  action: ['options', 'presentation', 'job-files', 'commands', 'snapshot', 'storage', 'platform', 'text'],
  cli: [
    'options',
    'presentation',
    'job-files',
    'commands',
    'flink',
    'storage',
    'location',
    'platform',
    'text',
  ],
}

/**
 * The commands do not know each other. But a plan is looked at by `inspect` too, and that is what it may ask
 * `relocate` for.
 */
const COMMANDS = ['relocate', 'inspect', 'diff', 'find', 'savepoint', 'rewrite']
const commandsMayImport = {
  inspect: ['relocate/relocate.ts', 'relocate/request.ts', 'relocate/report.ts', 'relocate/narrator.ts'],
}

/**
 * The rooms within two large rooms, likewise. What lies beside them serves all of them, or is made of them:
 * `no-cycle` keeps that apart.
 */
const within = {
  'commands/relocate': {
    plan: [],
    look: ['plan'],
    'other-snapshots': ['plan', 'look'],
    copy: ['plan', 'look', 'other-snapshots'],
    commit: ['plan', 'look', 'other-snapshots', 'copy'],
    'delete-source': ['plan', 'look', 'other-snapshots'],
  },
  'storage/s3': {
    errors: [],
    requests: ['errors'],
    read: ['requests', 'errors'],
    write: ['requests', 'errors', 'read'],
    identity: ['requests', 'errors'],
    http: ['identity', 'requests', 'errors'],
  },
}

const rooms = Object.entries(mayImport).map(([room, allowed]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [room, ...allowed].map((other) => `./${other}`),
  message: `${room}/ may import only ${['itself', ...allowed].join(', ')}`,
}))

const commands = COMMANDS.map((command) => ({
  target: `./src/commands/${command}`,
  from: './src/commands',
  except: [command, 'relocation-error.ts', ...(commandsMayImport[command] ?? [])].map(
    (other) => `./${other}`,
  ),
  message: `${command} may not import what another command keeps to itself`,
}))

const inner = Object.entries(within).flatMap(([room, parts]) =>
  Object.entries(parts).flatMap(([part, allowed]) =>
    Object.keys(parts)
      .filter((other) => other !== part && !allowed.includes(other))
      .map((other) => ({
        target: `./src/${room}/${part}`,
        from: `./src/${room}/${other}`,
        message: `${room}/${part}/ may not import ${other}/`,
      })),
  ),
)

/** S3 has one door. */
const s3 = {
  target: ['./src/!(storage)/**/*', './src/*.ts', './src/storage/!(s3)/**/*', './src/storage/*.ts'],
  from: './src/storage/s3',
  except: ['./s3-store.ts'],
  message: 'of storage/s3/ only s3-store.ts is for others',
}

const only = (patterns, message) => ({
  'no-restricted-imports': ['error', { patterns: patterns.map((group) => ({ group: [group], message })) }],
})

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'src/presentation/page/page-assets.ts',
      'build/',
      'coverage/',
      'node_modules/',
      '.lab/',
      '**/target/',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: [...rooms, ...commands, ...inner, s3] }],
      // Code is laid out by the formatter, which leaves comments as they are.
      'max-len': [
        'error',
        {
          code: 1000,
          comments: 110,
          ignoreUrls: true,
          ignoreTemplateLiterals: true,
          ignorePattern: 'eslint-disable',
        },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js'] } } },
  },
  {
    // The toolkit is the Action's face, and only there; only storage/s3/ knows the AWS SDK, only platform/
    // undici.
    files: ['src/**/*.ts'],
    ignores: ['src/action/**', 'src/storage/s3/**', 'src/platform/**', 'src/main.ts'],
    rules: only(
      ['@actions/*', '@aws-sdk/*', '@smithy/*', 'undici'],
      'this room does not know the toolkit, the AWS SDK or undici',
    ),
  },
  {
    files: ['src/action/**/*.ts'],
    rules: only(['@aws-sdk/*', '@smithy/*'], 'only storage/s3/ knows the AWS SDK'),
  },
  {
    files: ['src/storage/s3/**/*.ts'],
    rules: only(['@actions/*', 'undici'], 'only action/ knows the toolkit, only platform/ undici'),
  },
  {
    files: ['src/text/**/*.ts', 'src/metadata/**/*.ts', 'src/location/**/*.ts'],
    rules: only(['node:*'], 'this room is pure'),
  },
  { files: ['__tests__/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['scripts/**/*.ts', 'bench/**/*.ts', '__tests__/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['*.js'], extends: [tseslint.configs.disableTypeChecked] },
)
