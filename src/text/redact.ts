/** What stands in the place of a secret. */
const REDACTED = '***'

/** So much of the begin of a secret is taken for it, where whoever quotes it has cut it off. */
const BEGIN_CHARACTERS = 16

/** A text without the secrets that a {@link createRedactor} was given. */
export type Redactor = (text: string) => string

/**
 * Takes secrets out of texts, in the forms in which servers and libraries quote what they were sent: as they
 * are, percent-encoded (in either case of letters, blanks as `+`), as JSON and XML write them, and in base64.
 * Of a long one its begin is enough. To be used before a text is shortened: what is cut in two is found no
 * more.
 */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const forms = new Set<string>()
  for (const secret of secrets) if (secret !== '') for (const form of formsOf(secret)) forms.add(form)
  // The longest first: a form may be part of another.
  const ordered = [...forms].sort((a, b) => b.length - a.length)
  const long = ordered.filter(({ length }) => length > BEGIN_CHARACTERS)
  return (text) =>
    long.reduce(
      withoutBegin,
      ordered.reduce((rest, form) => rest.replaceAll(form, REDACTED), text),
    )
}

function formsOf(secret: string): string[] {
  const encoded = percentEncoded(secret)
  const strict = encoded.replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const json = JSON.stringify(secret).slice(1, -1)
  const xml = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  const forms = [
    secret,
    encoded,
    strict,
    strict.replaceAll('%20', '+'),
    json,
    json.replaceAll('/', '\\/'),
    xml,
  ]
  return [
    ...forms,
    ...[encoded, strict].map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    ...base64Of(secret),
  ]
}

function percentEncoded(secret: string): string {
  try {
    return encodeURIComponent(secret)
  } catch {
    // Half a surrogate pair, which nobody could send.
    return secret
  }
}

/** Of a short text the base64 may be part of any other. */
function base64Of(secret: string): string[] {
  if (secret.length < 6) return []
  const bytes = new TextEncoder().encode(secret)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  const padded = btoa(binary)
  const base64 = padded.replace(/=+$/, '')
  return [padded, base64, base64.replaceAll('+', '-').replaceAll('/', '_')]
}

function withoutBegin(text: string, form: string): string {
  const begin = form.slice(0, BEGIN_CHARACTERS)
  let clean = ''
  let at = 0
  for (let found = text.indexOf(begin); found >= 0; found = text.indexOf(begin, at)) {
    let length = BEGIN_CHARACTERS
    while (length < form.length && text.charCodeAt(found + length) === form.charCodeAt(length)) length += 1
    clean += text.slice(at, found) + REDACTED
    at = found + length
  }
  return clean + text.slice(at)
}

/** A user and password in a URL, whose password may contain slashes; `host:port/` is none. */
const USER_INFO =
  /\b([A-Za-z][A-Za-z0-9+.-]{0,31}:\/\/)(?:[^\s"'/@?#]{1,256}@|[^\s"'/@:]{1,256}:(?!\d{1,5}\/)[^\s"'@:]{1,256}@)/g

/**
 * A text in which users and passwords of URLs are not shown: `s3n://KEY:SECRET@bucket` was once the way to
 * write it.
 */
export function withoutUserInfo(text: string): string {
  return text.includes('@') ? text.replace(USER_INFO, `$1${REDACTED}@`) : text
}
