import tseslint from 'typescript-eslint'
import importX from 'eslint-plugin-import-x'

/** The rooms of src/ and the rooms each may enter: arrows go one way (CONTRIBUTING.md draws the picture). */
const mayImport = {
  text: [],
  platform: ['text'],
  metadata: [],
  location: [],
  flink: ['location', 'text', 'platform'],
  storage: ['location', 'platform', 'text'],
  inspection: ['metadata', 'location', 'storage'],
  relocation: ['metadata', 'location', 'storage', 'inspection', 'text'],
  examination: ['metadata', 'location', 'storage', 'inspection', 'relocation'],
  search: ['text', 'metadata', 'location', 'storage', 'inspection', 'relocation', 'examination'],
  options: ['text', 'location', 'storage', 'relocation', 'examination', 'search', 'flink'],
  face: ['text', 'location', 'flink', 'metadata', 'storage', 'inspection', 'relocation', 'examination', 'search'],
  resume: ['face', 'relocation', 'storage'],
  page: ['text', 'face', 'inspection', 'examination', 'storage'],
  action: ['flink', 'options', 'face', 'resume', 'page', 'examination', 'search', 'text', 'relocation', 'inspection', 'storage', 'location'],
  cli: ['text', 'flink', 'options', 'face', 'resume', 'page', 'examination', 'search', 'relocation', 'inspection', 'storage', 'location', 'metadata'],
}
const rooms = Object.keys(mayImport)

/** The rooms within two large rooms, likewise. What lies beside them serves all of them, or is made of them: `no-cycle` keeps that apart. */
const within = {
  'relocation': { survey: [], planning: ['survey'], neighbours: ['planning'], copying: ['survey', 'planning', 'neighbours'] },
  'storage/s3': {
    errors: [],
    requests: ['errors'],
    read: ['requests', 'errors'],
    write: ['requests', 'errors', 'read'],
    identity: ['requests', 'errors'],
    http: ['identity', 'requests', 'errors'],
  },
}

const zones = rooms.map((room) => ({
  target: `./src/${room}`,
  from: './src',
  except: [room, ...mayImport[room]].map((allowed) => `./${allowed}`),
  message: `${room}/ may import only ${['itself', ...mayImport[room]].join(', ')}`,
}))

const inner = Object.entries(within).flatMap(([room, parts]) => Object.entries(parts).flatMap(([part, allowed]) =>
  Object.keys(parts).filter((other) => other !== part && !allowed.includes(other)).map((other) => ({
    target: `./src/${room}/${part}`,
    from: `./src/${room}/${other}`,
    message: `${room}/${part}/ may not import ${other}/`,
  }))))

const only = (patterns, message) => ({
  'no-restricted-imports': ['error', { patterns: patterns.map((group) => ({ group: [group], message })) }],
})

export default tseslint.config(
  { ignores: ['dist/', 'src/presentation/page/page-assets.ts', 'build/', 'coverage/', 'node_modules/', '.lab/', '**/target/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: [...zones, ...inner] }],
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js'] } } },
  },
  {
    // The toolkit is the Action's face, and only there; only storage/s3/ knows the AWS SDK, only platform/ undici.
    files: ['src/**/*.ts'],
    ignores: ['src/action/**', 'src/storage/s3/**', 'src/platform/**', 'src/main.ts'],
    rules: only(['@actions/*', '@aws-sdk/*', '@smithy/*', 'undici'], 'this room does not know the toolkit, the AWS SDK or undici'),
  },
  { files: ['src/action/**/*.ts'], rules: only(['@aws-sdk/*', '@smithy/*'], 'only storage/s3/ knows the AWS SDK') },
  { files: ['src/storage/s3/**/*.ts'], rules: only(['@actions/*', 'undici'], 'only action/ knows the toolkit, only platform/ undici') },
  { files: ['src/text/**/*.ts', 'src/metadata/**/*.ts', 'src/location/**/*.ts'], rules: only(['node:*'], 'this room is pure') },
  { files: ['__tests__/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['scripts/**/*.ts', 'bench/**/*.ts', '__tests__/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['*.js'], extends: [tseslint.configs.disableTypeChecked] },
)
