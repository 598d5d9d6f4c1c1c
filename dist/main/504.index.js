export const id = 504;
export const ids = [504];
export const modules = {

/***/ 3504:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createS3Store: () => (/* binding */ createS3Store)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(3711);
// EXTERNAL MODULE: ./build/storage/system-error.js
var system_error = __webpack_require__(4186);
;// CONCATENATED MODULE: ./build/storage/s3/credentials.js

/** Credentials could not be had at all; no request was sent. `cause` is what the chain says. */
class CredentialsUnavailable extends Error {
    name = 'CredentialsUnavailable';
}
/** Where the keys of one side come from: given ones, a profile's, or whatever the SDK's chain finds. */
class CredentialSource {
    #settings;
    #handler;
    #chain;
    constructor(settings, handler) {
        this.#settings = settings;
        this.#handler = handler;
    }
    /** For the SDK's clients. */
    provide = async (options) => {
        const { credentials } = this.#settings;
        if (credentials !== undefined)
            return credentials;
        try {
            this.#chain ??= this.#open(false);
            return await (await this.#chain)(options);
        }
        catch (error) {
            throw new CredentialsUnavailable((0,system_error/* messageOf */.b)(error), { cause: error });
        }
    };
    /**
     * Asks the chain anew, files and all, after the store called the keys expired: the clock of the chain may differ from
     * the store's, and a profile in a file has no date at all.
     *
     * @param used the keys that the store called expired.
     * @returns whether there are other keys now; the old ones are kept where not.
     */
    async renew(used) {
        if (this.#settings.credentials !== undefined)
            return false;
        try {
            const chain = this.#open(true);
            const now = await (await chain)();
            if (sameIdentity(used, now))
                return false;
            this.#chain = chain;
            return true;
        }
        catch {
            // What the store said is the better reason to tell.
            return false;
        }
    }
    /** A named profile is taken alone: falling back to another identity would surprise. */
    async #open(ignoreCache) {
        const { profile } = this.#settings;
        const { fromIni, fromNodeProviderChain } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
        const options = { clientConfig: { requestHandler: this.#handler }, ignoreCache };
        return profile === undefined ? fromNodeProviderChain(options) : fromIni({ profile, ...options });
    }
}
function sameIdentity(a, b) {
    return a.accessKeyId === b.accessKeyId && a.secretAccessKey === b.secretAccessKey && a.sessionToken === b.sessionToken;
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var node_http_handler_dist_cjs = __webpack_require__(1279);
// EXTERNAL MODULE: ./node_modules/http-proxy-agent/dist/index.js
var dist = __webpack_require__(8947);
// EXTERNAL MODULE: ./node_modules/https-proxy-agent/dist/index.js + 1 modules
var https_proxy_agent_dist = __webpack_require__(1566);
// EXTERNAL MODULE: ./node_modules/proxy-from-env/index.js
var proxy_from_env = __webpack_require__(8182);
;// CONCATENATED MODULE: ./build/storage/s3/s3-api.js
/**
 * One request failed. The message is the server's or the system's own; sentences for people are made
 * elsewhere.
 */
class S3Fault extends Error {
    name = 'S3Fault';
    facts;
    constructor(message, facts, options) {
        super(message, options);
        this.facts = facts;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/silence.js

const WATCHES = new WeakMap();
/** Something was heard of the attempt that was given this signal; for places where only the signal gets to. */
function heard(signal) {
    if (signal !== undefined)
        WATCHES.get(signal)?.();
}
/** Starts the clock. `AbortSignal.any` would keep a trace of every attempt in a long-lived signal. */
function watchSilence(object, limitMs, signal) {
    const controller = new AbortController();
    const forward = () => {
        controller.abort(signal?.reason);
    };
    const expired = () => {
        const { bucket = '', key } = object;
        controller.abort(new S3Fault(`nothing was heard for ${limitMs / 1000} seconds`, {
            operation: 'waiting',
            bucket,
            ...(key !== undefined && { key }),
            networkCode: 'STALLED',
        }));
    };
    let timer = setTimeout(expired, limitMs);
    let over = false;
    const rest = () => {
        clearTimeout(timer);
    };
    if (signal?.aborted === true)
        forward();
    signal?.addEventListener('abort', forward, { once: true });
    const alive = () => {
        rest();
        // A body may still be told to give bytes when its attempt has ended already.
        if (!over)
            timer = setTimeout(expired, limitMs);
    };
    WATCHES.set(controller.signal, alive);
    return {
        signal: controller.signal,
        rest,
        alive,
        end: () => {
            over = true;
            rest();
            signal?.removeEventListener('abort', forward);
        },
    };
}

;// CONCATENATED MODULE: ./build/storage/s3/early-answer.js

const COPIED = /^(CopyObjectResult|CopyPartResult)$/;
const CREATED = /^InitiateMultipartUploadResult$/;
const COMPLETED = /^CompleteMultipartUploadResult$/;
/** The first element of a document, behind blanks, a declaration and comments; without its namespace prefix. */
const ROOT = /^\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)/;
/**
 * Copies and the completion of an upload answer 200 before they are done, send blanks while they work, and may end with
 * an error all the same. Which element such an answer must have; `undefined` for other requests.
 */
function promised({ method, headers, query }) {
    if (method === 'PUT' && headers['x-amz-copy-source'] !== undefined)
        return COPIED;
    if (method !== 'POST')
        return undefined;
    if (query?.['uploadId'] !== undefined)
        return COMPLETED;
    // Done at once, but behind the same gateways.
    return query?.['uploads'] === undefined ? undefined : CREATED;
}
/**
 * Reads such an answer to its end, each blank a sign of life, and takes the blanks around the document away: the SDK
 * overlooks an error with a line break behind it, and cannot read a declaration with a blank before it.
 *
 * @throws an error as the SDK's are, where the document is neither what was promised nor an error of S3's.
 */
async function readEarlyAnswer(request, answer, signal) {
    const element = promised(request);
    if (element === undefined || answer.statusCode !== 200)
        return;
    const chunks = [];
    for await (const chunk of answer.body) {
        heard(signal);
        chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8').trim();
    const root = ROOT.exec(text)?.[1];
    // Without any text the SDK speaks of an aborted request.
    if (text !== '' && root !== 'Error' && (root === undefined || !element.test(root))) {
        throw Object.assign(new Error('the answer is another document'), {
            $metadata: { httpStatusCode: 200 },
            $responseBodyText: text,
        });
    }
    answer.body = Buffer.from(text);
}

;// CONCATENATED MODULE: ./build/storage/s3/proxy-url.js

/** The URL of a proxy, as a variable of the environment names it. @throws StorageError `unreachable` for anything else */
function requireProxyUrl(text) {
    if (/^https?:\/\//i.test(text) && URL.canParse(text))
        return new URL(text);
    throw new storage_error/* StorageError */.a('the proxy variables (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) do not hold an http:// or https:// URL: '
        + 'correct them, or name the S3 host in NO_PROXY', { code: 'unreachable', operation: 'proxy' });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./build/storage/s3/trust.js



/** Node 22.15 and later know their own complete list, extra certificates and system store included. */
const NODES_LIST = external_node_tls_.getCACertificates;
/**
 * The certificates to trust when `AWS_CA_BUNDLE` is set: Node's own and `NODE_EXTRA_CA_CERTS` (which an explicit list
 * would otherwise switch off), then the bundle's. `undefined` without `AWS_CA_BUNDLE`: Node's defaults hold.
 *
 * @param complete Node's own complete list, where it has one.
 * @throws StorageError `tls` where the file cannot be read or holds no certificate.
 */
function trustedCertificates(env = process.env, complete = NODES_LIST ?? 'none') {
    const path = env['AWS_CA_BUNDLE'];
    if (path === undefined || path === '')
        return undefined;
    return [...defaultCertificates(env, complete), readBundle(path)];
}
function readBundle(path) {
    const facts = { code: 'tls', operation: 'AWS_CA_BUNDLE' };
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        throw new storage_error/* StorageError */.a(`AWS_CA_BUNDLE names ${path}, which cannot be read: give the path of a PEM file with the certificate authority, or unset it`, facts, { cause: error });
    }
    if (!text.includes('-----BEGIN CERTIFICATE-----')) {
        throw new storage_error/* StorageError */.a(`AWS_CA_BUNDLE names ${path}, which holds no PEM certificate: give a file with BEGIN CERTIFICATE lines`, facts);
    }
    return text;
}
function defaultCertificates(env, complete) {
    if (complete !== 'none')
        return complete('default');
    const extra = env['NODE_EXTRA_CA_CERTS'];
    if (extra === undefined || extra === '')
        return external_node_tls_.rootCertificates;
    try {
        return [...external_node_tls_.rootCertificates, (0,external_node_fs_.readFileSync)(extra, 'utf8')];
    }
    catch {
        // Node itself has warned at its start that the file cannot be read, and goes on without it.
        return external_node_tls_.rootCertificates;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/http-handler.js









const CONNECT_TIMEOUT_MS = 10_000;
/**
 * Sends the SDK's requests over kept-alive sockets, directly or through the proxy that the environment names for the
 * request's host. Sockets are not limited here: the store limits its requests, and a limit in two places can deadlock.
 */
class ProxyAwareHandler {
    metadata = { handlerProtocol: 'http/1.1' };
    #ca;
    #handlers = new Map();
    constructor() {
        this.#ca = trustedCertificates();
    }
    async handle(request, options) {
        const port = request.port === undefined ? '' : `:${request.port}`;
        const proxy = (0,proxy_from_env/* getProxyForUrl */.T)(`${request.protocol}//${request.hostname}${port}/`);
        const answered = await this.#handlerFor(proxy).handle(request, options);
        await readEarlyAnswer(request, answered.response, options?.abortSignal);
        return answered;
    }
    destroy() {
        for (const handler of this.#handlers.values())
            handler.destroy();
    }
    updateHttpClientConfig() {
        // the SDK offers defaults here; ours are chosen
    }
    httpHandlerConfigs() {
        return {};
    }
    #handlerFor(proxy) {
        let handler = this.#handlers.get(proxy);
        if (handler === undefined) {
            // Time limits other than connecting are watched per request by the store, which knows what may be
            // silent how long.
            handler = new node_http_handler_dist_cjs.NodeHttpHandler({
                ...this.#agents(proxy),
                connectionTimeout: CONNECT_TIMEOUT_MS,
                requestTimeout: 0,
                socketTimeout: 0,
            });
            this.#handlers.set(proxy, handler);
        }
        return handler;
    }
    #agents(proxy) {
        const options = {
            keepAlive: true,
            maxSockets: Infinity,
            maxFreeSockets: 256,
            ...(this.#ca && { ca: this.#ca }),
        };
        if (proxy === '')
            return { httpAgent: new external_node_http_.Agent(options), httpsAgent: new external_node_https_.Agent(options) };
        requireProxyUrl(proxy);
        const tunnel = new https_proxy_agent_dist/* HttpsProxyAgent */.b(proxy, options);
        // The agent forgets its TLS options for what is behind the tunnel, and keeps them for the proxy only.
        if (this.#ca !== undefined)
            Object.assign(tunnel.options, { ca: this.#ca });
        return {
            httpAgent: new dist/* HttpProxyAgent */.s(proxy, options),
            // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it is an agent by its base class
            httpsAgent: tunnel,
        };
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/clients.js



/** Where a client sends requests when neither a setting nor the environment nor a profile names a region. */
const FALLBACK_REGION = 'us-east-1';
const ignore = () => undefined;
/** The SDK would write to the console, of retries that are not its own. */
const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
/** Whether the endpoint is Amazon's own: none given, or one of its names. */
function isAws(settings) {
    if (settings.endpoint === undefined)
        return true;
    return /(^|\.)amazonaws\.com(\.cn)?$/i.test(new URL(settings.endpoint).hostname);
}
/** The SDK's clients for one endpoint: one for each region that its buckets turn out to be in. */
class RegionalClients {
    #settings;
    #handler = new ProxyAwareHandler();
    #clients = new Map();
    #regionOfBucket = new Map();
    #credentials;
    #homeRegion;
    #renewal;
    constructor(settings) {
        this.#settings = settings;
        this.#credentials = new CredentialSource(settings, this.#handler);
    }
    /** The client for a bucket, and the region it signs for. */
    async clientFor(bucket) {
        const region = this.#regionOfBucket.get(bucket) ?? (await this.#home());
        let client = this.#clients.get(region);
        if (client === undefined) {
            client = this.#create(region);
            this.#clients.set(region, client);
        }
        return { client, region };
    }
    /**
     * Learns where a bucket really is. `false` where that helps nothing: the region was given explicitly (then a person
     * shall correct it), or it is the one that was used.
     */
    learn(bucket, region, used) {
        if (this.#settings.region !== undefined || region === used)
            return false;
        this.#regionOfBucket.set(bucket, region);
        return true;
    }
    /**
     * Takes newer credentials after the store called those of this client expired. `false` where there are none: given
     * keys, or a chain that still has the same.
     */
    renew({ client, region }) {
        // Many requests fail together: the first one has it done for all.
        if (this.#clients.get(region) !== client)
            return Promise.resolve(true);
        this.#renewal ??= this.#renew(client).finally(() => {
            this.#renewal = undefined;
        });
        return this.#renewal;
    }
    async #renew(client) {
        const renewed = await this.#credentials.renew(await client.config.credentials());
        // The clients keep their credentials, and share the sockets, which stay open.
        if (renewed)
            this.#clients.clear();
        return renewed;
    }
    close() {
        for (const client of this.#clients.values())
            client.destroy();
        this.#handler.destroy();
    }
    #home() {
        this.#homeRegion ??= homeRegion(this.#settings);
        return this.#homeRegion;
    }
    #create(region) {
        const { endpoint, forcePathStyle } = this.#settings;
        const checksums = isAws(this.#settings) ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED';
        return newClient({
            region,
            credentials: this.#credentials.provide,
            requestHandler: this.#handler,
            maxAttempts: 1,
            requestChecksumCalculation: checksums,
            responseChecksumValidation: checksums,
            expectContinueHeader: false,
            logger: SILENT,
            // Compatible servers are found by path unless told otherwise: few have wildcard DNS and certificates.
            forcePathStyle: forcePathStyle ?? (endpoint !== undefined && !isAws(this.#settings)),
            ...(endpoint !== undefined && { endpoint }),
        });
    }
}
/**
 * On Node 20 the SDK would print its own plans for the time after it; what runs here is bundled and tested.
 */
function newClient(config) {
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
    return new dist_cjs/* S3Client */.YxF(config);
}
async function homeRegion({ region, profile }) {
    const named = region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
    if (named !== undefined && named !== '')
        return named;
    const probe = newClient(profile === undefined ? {} : { profile });
    try {
        return await probe.config.region();
    }
    catch {
        return FALLBACK_REGION;
    }
    finally {
        probe.destroy();
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/conditional.js

/** Whether the fault is a refusal for want of permission. */
function isDenied(error) {
    return (error instanceof S3Fault
        && error.facts.status === 403
        && error.facts.s3Code !== 'RequestTimeTooSkewed'
        && (error.facts.s3Code === undefined || error.facts.s3Code === 'AccessDenied'));
}
/** Whether the fault says that the condition does not hold. */
function isConditionFailed(error) {
    return error instanceof S3Fault && error.facts.status === 412;
}
/**
 * Replaces what is there, also where a bucket's policy demands that every write carries a condition: the first plain
 * write that is denied is tried once more with "only if absent", and if that is accepted the session keeps to it.
 */
async function writeEitherWay(session, object, signal, write) {
    if (session.conditional)
        return writeConditionally(session, object, signal, write);
    let denied;
    try {
        return await write(undefined);
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        denied = error;
    }
    try {
        const answer = await writeConditionally(session, object, signal, write);
        session.conditional = true;
        session.notice(`the policy of ${object.bucket} demands conditional writes; every write carries a condition from now on`);
        return answer;
    }
    catch (error) {
        if (isDenied(error))
            throw denied;
        throw error instanceof S3Fault ? new S3Fault(error.message, error.facts, { cause: denied }) : error;
    }
}
/** Another writer can come between looking and writing; more often than this it is no accident. */
const ROUNDS = 3;
async function writeConditionally(session, object, signal, write) {
    for (let round = 1;; round++) {
        try {
            return await write({ ifNoneMatch: true });
        }
        catch (error) {
            if (!isConditionFailed(error) || round === ROUNDS)
                throw error;
        }
        const there = await headIfAny(session, object, signal);
        if (there?.etag === undefined)
            continue;
        try {
            return await write({ ifMatch: there.etag });
        }
        catch (error) {
            if (!isConditionFailed(error) || round === ROUNDS)
                throw error;
        }
    }
}
/** HEAD, `undefined` for 404. */
async function headIfAny(session, object, signal, checksums = false) {
    try {
        return await session.run(object, (inner) => session.api.head(object, { signal: inner, checksums }), {
            signal,
        });
    }
    catch (error) {
        if (!(error instanceof S3Fault))
            throw error;
        if (isMissing(error))
            return undefined;
        const clearer = await clarified(session, object, error, signal);
        if (isMissing(clearer))
            return undefined;
        if (clearer !== undefined)
            throw clearer;
    }
    // Reading works now, for credentials were renewed or another server answers.
    return session.run(object, (inner) => session.api.head(object, { signal: inner, checksums }), { signal });
}
/** A missing bucket looks the same in answers to HEAD, which have no code. */
function isMissing(error) {
    return error?.facts.status === 404 && error.facts.s3Code !== 'NoSuchBucket';
}
/**
 * An answer to HEAD has no body and so no code: one byte by GET tells what is wrong. `undefined` where that works.
 */
async function clarified(session, object, error, signal) {
    const { status, s3Code } = error.facts;
    if ((status !== 400 && status !== 403)
        || (s3Code !== undefined && s3Code !== 'Forbidden' && s3Code !== 'BadRequest'))
        return error;
    try {
        const answer = await session.run(object, (inner) => session.api.get(object, { signal: inner, range: [0, 1] }), { signal });
        await answer.body[Symbol.asyncIterator]().return?.();
        return undefined;
    }
    catch (second) {
        return second instanceof S3Fault && second.facts.s3Code !== undefined ? second : error;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/listing.js

/** Every object below the directory, a page of the store at a time. */
async function* listObjects(session, directory, { signal } = {}) {
    const bucket = directory.authority;
    const prefix = directory.path === '/' ? '' : `${(0,location_location/* keyOf */.TN)(directory)}/`;
    let unnameable = 0;
    let token;
    do {
        const page = await session.explained('list', directory, () => session.run({ bucket, key: prefix }, (inner) => session.api.list(bucket, prefix, token, { signal: inner }), { signal }));
        const objects = [];
        for (const { key, ...head } of page.entries) {
            if (isDirectoryMarker(key) || !key.startsWith(prefix))
                continue;
            if (isNameable(key))
                objects.push({ location: { ...directory, path: `/${key}` }, ...head });
            else
                unnameable++;
        }
        if (objects.length > 0)
            yield objects;
        token = page.next;
    } while (token !== undefined);
    if (unnameable > 0) {
        session.warn(`${unnameable} keys below s3://${bucket}/${prefix} have empty or dot segments or a backslash, which Flink cannot name; they are left out`);
    }
}
/** What S3 consoles, Hadoop and EMR leave to stand for a directory. */
function isDirectoryMarker(key) {
    return key.endsWith('/') || key.endsWith('_$folder$');
}
/**
 * Whether a normalised path can stand for the key: what Flink would fold into another path cannot be told
 * apart.
 */
function isNameable(key) {
    return (!key.includes('\\')
        && key.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..'));
}

;// CONCATENATED MODULE: ./build/storage/s3/parts.js
const MIB = 2 ** 20;
/**
 * Sizes that keep the number of requests low and the retried piece small; S3 allows 10,000 parts of 5 GiB.
 */
const DEFAULT_PARTS = {
    copyWholeBytes: 256 * MIB,
    copyPartBytes: 128 * MIB,
    putWholeBytes: 16 * MIB,
    uploadPartBytes: 16 * MIB,
    maxParts: 10_000,
};
/**
 * Equal parts of at least `atLeast` bytes (some stores insist on equal ones), only the last one may be
 * smaller.
 */
function splitIntoParts(sizeBytes, atLeast, maxParts) {
    const least = Math.max(atLeast, Math.ceil(sizeBytes / maxParts));
    const count = Math.max(1, Math.floor(sizeBytes / least));
    const each = Math.ceil(sizeBytes / count);
    return Array.from({ length: Math.ceil(sizeBytes / each) }, (_, index) => ({
        number: index + 1,
        start: index * each,
        end: Math.min(sizeBytes, (index + 1) * each),
    }));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/storage/s3/verdict.js
const THROTTLING = new Set([
    'SlowDown',
    'SlowDownRead',
    'SlowDownWrite',
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'TooManyRequests',
    'TooManyRequestsException',
    'BandwidthLimitExceeded',
    'PriorRequestNotComplete',
    'ServiceUnavailable',
    'ServerBusy',
]);
/** Stands for the code of a refusal after which newer credentials were found. */
const CREDENTIALS_RENEWED = 'CredentialsRenewed';
const TRANSIENT = new Set([
    'InternalError',
    'InternalFailure',
    'RequestTimeout',
    'RequestTimeoutException',
    'OperationAborted',
    'IncompleteBody',
    'BadDigest',
    'ConditionalRequestConflict',
    'XAmzContentSHA256Mismatch',
    'XAmzContentChecksumMismatch',
    'InternalServerError',
    CREDENTIALS_RENEWED,
]);
/** Faults of a connection that worked before, or may work in a moment. */
const TRANSIENT_NETWORK = new Set([
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'EAI_AGAIN',
    'ERR_STREAM_PREMATURE_CLOSE',
    'ERR_SOCKET_CONNECTION_TIMEOUT',
    'STALLED',
]);
/** Faults that mean a wrong setting at the first request, and an outage after a successful one. */
const OUTAGE_NETWORK = new Set([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
]);
/**
 * Judges a fault by its code first: a 503 may be throttling, or (from some servers, for ever) an internal error.
 *
 * @param reachedBefore whether this store has answered a request successfully.
 */
function judge(fault, reachedBefore) {
    const { s3Code, status, networkCode, corrupt } = fault.facts;
    if (s3Code !== undefined) {
        if (THROTTLING.has(s3Code))
            return 'throttled';
        if (TRANSIENT.has(s3Code))
            return 'transient';
    }
    if (corrupt === true)
        return 'transient';
    if (networkCode !== undefined && status === undefined) {
        if (TRANSIENT_NETWORK.has(networkCode) || networkCode.startsWith('HPE_'))
            return 'transient';
        return reachedBefore && OUTAGE_NETWORK.has(networkCode) ? 'transient' : 'fatal';
    }
    return judgeStatus(status, s3Code);
}
function judgeStatus(status, s3Code) {
    if (status === 429)
        return 'throttled';
    // Answers to HEAD have no code, and load balancers answer without one.
    if (status === 503 && s3Code === undefined)
        return 'throttled';
    if (status === 408 || status === 500 || status === 502 || status === 504)
        return 'transient';
    // With a code that is no fault of the server, 503 stands for an error inside an answer of 200.
    return status === 503 && (s3Code?.startsWith('X') ?? false) ? 'transient' : 'fatal';
}
/** Whether the write may have happened although its answer says otherwise, or never came. */
function outcomeUnknown(fault) {
    const { status, corrupt } = fault.facts;
    return status === undefined || status >= 500 || status === 408 || corrupt === true;
}

;// CONCATENATED MODULE: ./build/storage/s3/multipart.js




const ABORT_LIMIT_MS = 10_000;
const CREATE_GRACE_MS = 3000;
/**
 * Writes an object in parts. The upload is aborted at the server when anything fails, so that nothing is left
 * to pay for.
 */
async function multipartWrite(session, plan, signal) {
    const { object } = plan;
    const faults = [];
    const onFault = (fault) => {
        faults.push(fault);
    };
    const uploadId = await session.run(object, (inner) => patiently(inner, (stop) => session.api.createUpload(object, { signal: stop })), { signal, onFault });
    try {
        const parts = await sendParts(plan, uploadId, signal);
        const answer = await writeEitherWay(session, object, signal, (condition) => complete(session, plan, uploadId, parts, condition, signal));
        if (faults.some(outcomeUnknown))
            await lookForLost(session, object, signal);
        return answer;
    }
    catch (error) {
        await abandon(session, object, uploadId);
        throw error;
    }
}
/**
 * Gives an attempt some time to answer after its signal was aborted: of an upload that was created while the caller gave
 * up, nobody would know the id.
 */
async function patiently(signal, attempt) {
    const stop = new AbortController();
    let timer;
    const giveUp = () => {
        timer = setTimeout(() => {
            stop.abort(signal.reason);
        }, signal.reason instanceof S3Fault ? 0 : CREATE_GRACE_MS);
    };
    if (signal.aborted)
        stop.abort(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
        return await attempt(stop.signal);
    }
    finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
    }
}
/** Under a signal of its own: what made the write fail is often that its signal was aborted. */
async function abandon(session, object, uploadId) {
    const signal = AbortSignal.timeout(ABORT_LIMIT_MS);
    try {
        await session.run(object, (inner) => session.api.abortUpload(object, uploadId, { signal: inner }), {
            signal,
        });
    }
    catch (error) {
        if (error instanceof S3Fault && error.facts.s3Code === 'NoSuchUpload')
            return;
        session.warn(`the unfinished multipart upload of s3://${object.bucket}/${object.key} could not be aborted and may cost storage: `
            + 'abort it by hand, or let a lifecycle rule of the bucket do so');
    }
}
/** Of an upload whose creation was answered to nobody, the id is not known: it can only be told of. */
async function lookForLost(session, object, signal) {
    try {
        const count = await session.run(object, (inner) => session.api.countUploads(object, { signal: inner }), { signal });
        if (count === 0)
            return;
    }
    catch (error) {
        // It is not known then, and the object is whole.
        if (error instanceof S3Fault)
            return;
        throw error;
    }
    session.warn(`an unfinished multipart upload of s3://${object.bucket}/${object.key} was left, for the answer to its creation was lost; it costs `
        + 'storage: a lifecycle rule with AbortIncompleteMultipartUpload on the bucket removes such uploads');
}
async function sendParts({ parts, atOnce, send }, uploadId, signal) {
    const stop = new AbortController();
    const forward = () => {
        stop.abort(signal?.reason);
    };
    if (signal?.aborted === true)
        forward();
    signal?.addEventListener('abort', forward, { once: true });
    const answers = [];
    const queue = [...parts];
    const work = async () => {
        for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
            stop.signal.throwIfAborted();
            answers.push(await send(part, uploadId, stop.signal));
        }
    };
    const workers = Array.from({ length: Math.min(atOnce, parts.length) }, () => work().catch((error) => {
        // The first fault stops the others, and all of them end before the upload is aborted: a late part would
        // survive it.
        stop.abort(error);
    }));
    await Promise.all(workers);
    signal?.removeEventListener('abort', forward);
    stop.signal.throwIfAborted();
    return answers.sort((a, b) => a.number - b.number);
}
/** Completes the upload; "no such upload" after an answer that was lost may mean that it is done. */
async function complete(session, plan, uploadId, parts, condition, signal) {
    const { object } = plan;
    const faults = [];
    const onFault = (fault) => {
        faults.push(fault);
    };
    try {
        return await session.run(object, (inner) => session.api.completeUpload(object, uploadId, parts, {
            signal: inner,
            ...(condition && { condition }),
        }), { signal, copying: true, onFault });
    }
    catch (error) {
        if (!faults.some(outcomeUnknown) || !(error instanceof S3Fault) || error.facts.status !== 404)
            throw error;
        const there = await headIfAny(session, object, signal);
        if (there?.etag === undefined || there.sizeBytes !== plan.sizeBytes || there.etag !== etagOfParts(parts))
            throw error;
        return { etag: there.etag, opaqueEtag: false };
    }
}
/** S3's ETag of an object in parts: the MD5 of the parts' MD5s, and their number. */
function etagOfParts(parts) {
    const hash = (0,external_node_crypto_.createHash)('md5');
    for (const { etag } of parts)
        hash.update(Buffer.from(etag, 'hex'));
    return `${hash.digest('hex')}-${parts.length}`;
}

;// CONCATENATED MODULE: ./build/storage/s3/upload.js







/** Parts of one object under way at once; each holds a piece of its source in flight. */
const PARTS_AT_ONCE = 4;
/** Writes an object from a source: whole when small, else in parts that are streamed. */
async function upload(session, limits, location, object, source, options) {
    const { sizeBytes } = source;
    const answer = sizeBytes <= limits.putWholeBytes
        ? await putWhole(session, object, source, options)
        : await multipartWrite(session, {
            object,
            sizeBytes,
            parts: splitIntoParts(sizeBytes, limits.uploadPartBytes, limits.maxParts),
            atOnce: PARTS_AT_ONCE,
            send: (part, uploadId, signal) => sendPart(session, object, source, part, uploadId, { ...options, signal }),
        }, options.signal);
    return { location, sizeBytes, etag: answer.etag };
}
async function putWhole(session, object, source, options) {
    const bytes = await readProven(source, options);
    const answer = await writeEitherWay(session, object, options.signal, (condition) => putBytes(session, object, bytes, { signal: options.signal, condition }));
    options.onBytes?.(bytes.length);
    return answer;
}
/** One PUT with its retries; the ETag of the answer must be the MD5 of the bytes, where it is one. */
async function putBytes(session, object, bytes, options) {
    const md5 = md5Of(bytes);
    return session.run(object, async (signal) => {
        const answer = await session.api.put(object, bytes, {
            signal,
            ...(options.condition && { condition: options.condition }),
        });
        requireMd5('PutObject', object, answer, md5);
        return answer;
    }, options);
}
/**
 * Reads a small object whole, and once more where its MD5 is not the ETag: either a byte was damaged on the way, or this
 * store's ETags are no MD5s.
 */
async function readProven(source, options) {
    const bytes = await readAll(source, options);
    const { claim } = source;
    const claimed = claim?.md5;
    if (claim === undefined || claimed === undefined || md5Of(bytes) === claimed)
        return bytes;
    const again = await readAll(source, options);
    if (md5Of(again) === claimed)
        return again;
    if (Buffer.compare(bytes, again) !== 0)
        throw new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(claim.of)} gave other bytes each time that it was read: see what lies between this machine and the `
            + 'store (a proxy, its memory), and run again', { code: 'corrupt-answer', operation: 'GetObject', location: claim.of });
    claim.disprove();
    return again;
}
function md5Of(bytes) {
    return (0,external_node_crypto_.createHash)('md5').update(bytes).digest('hex');
}
async function readAll(source, options) {
    const bytes = new Uint8Array(source.sizeBytes);
    let at = 0;
    for await (const chunk of await source.open(0, source.sizeBytes, options)) {
        if (at + chunk.length > bytes.length)
            throw wrongLength(at + chunk.length, bytes.length);
        bytes.set(chunk, at);
        at += chunk.length;
    }
    if (at !== bytes.length)
        throw wrongLength(at, bytes.length);
    return bytes;
}
function wrongLength(got, planned) {
    return new storage_error/* StorageError */.a(`the source gave ${got} bytes where ${planned} were planned: make sure that nothing writes to the source and run again`, { code: 'changed', operation: 'read' });
}
async function sendPart(session, object, source, part, uploadId, options) {
    const sizeBytes = part.end - part.start;
    return session.run(object, async (signal, alive) => {
        const hash = (0,external_node_crypto_.createHash)('md5');
        let sent = 0;
        async function* counted() {
            for await (const chunk of await source.open(part.start, part.end, { signal })) {
                hash.update(chunk);
                sent += chunk.length;
                alive();
                options.onBytes?.(chunk.length);
                yield chunk;
            }
            if (sent !== sizeBytes)
                throw wrongLength(sent, sizeBytes);
        }
        try {
            const answer = await session.api.uploadPart({ ...object, uploadId, number: part.number }, { bytes: counted(), sizeBytes }, { signal });
            requireMd5('UploadPart', object, answer, hash.digest('hex'));
            return answer;
        }
        catch (error) {
            options.onBytes?.(-sent);
            throw error;
        }
    }, { signal: options.signal });
}
const PLAIN_MD5 = /^[0-9a-f]{32}$/i;
function requireMd5(operation, object, answer, md5) {
    if (answer.opaqueEtag || !PLAIN_MD5.test(answer.etag) || answer.etag.toLowerCase() === md5)
        return;
    throw new S3Fault(`the ETag ${answer.etag} is not the MD5 ${md5} of what was sent`, {
        operation,
        ...object,
        status: 200,
        corrupt: true,
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/publish.js




/**
 * Puts a small object where nothing is, and then the identical object again, to see whether the store honours the
 * condition: 412 says yes, success says that it does not look.
 */
async function publishIfAbsent(session, object, bytes, signal) {
    const faults = [];
    try {
        await putIf(session, object, bytes, { ifNoneMatch: true }, signal, (fault) => {
            faults.push(fault);
        });
    }
    catch (error) {
        if (isConditionFailed(error)) {
            const own = faults.some(outcomeUnknown) && (await holds(session, object, bytes, signal));
            return { outcome: own ? 'created' : 'exists', conditionHonoured: true };
        }
        if (isConditionUnknown(error))
            return publishUnguarded(session, object, bytes, signal);
        throw error;
    }
    return { outcome: 'created', conditionHonoured: await refusesAgain(session, object, bytes, signal) };
}
/** Replaces what is there, then asks as {@link publishIfAbsent} does whether the store honours conditions. */
async function publishReplacing(session, object, bytes, signal) {
    const before = await headIfAny(session, object, signal);
    await writeEitherWay(session, object, signal, (condition) => putBytes(session, object, bytes, { signal, ...(condition && { condition }) }));
    return {
        outcome: before === undefined ? 'created' : 'replaced',
        conditionHonoured: await refusesAgain(session, object, bytes, signal),
    };
}
async function putIf(session, object, bytes, condition, signal, onFault) {
    await putBytes(session, object, bytes, { signal, condition, ...(onFault && { onFault }) });
}
/**
 * The object is there already: a fault of this second request says nothing but that the store was not seen to
 * guard.
 */
async function refusesAgain(session, object, bytes, signal) {
    try {
        await putIf(session, object, bytes, { ifNoneMatch: true }, signal);
        return false;
    }
    catch (error) {
        if (!(error instanceof S3Fault))
            throw error;
        return isConditionFailed(error);
    }
}
/** Stores that do not know the header say so in these ways. */
function isConditionUnknown(error) {
    if (!(error instanceof S3Fault))
        return false;
    const { status, s3Code } = error.facts;
    return (status === 501
        || s3Code === 'NotImplemented'
        || (status === 400 && (s3Code === 'InvalidArgument' || s3Code === 'InvalidRequest')));
}
async function publishUnguarded(session, object, bytes, signal) {
    if ((await headIfAny(session, object, signal)) !== undefined)
        return { outcome: 'exists', conditionHonoured: false };
    await putBytes(session, object, bytes, { signal });
    return { outcome: 'created', conditionHonoured: false };
}
/**
 * Whether what is there is what was to be written: then it was this run that wrote it, and only the answer
 * was lost.
 */
async function holds(session, object, bytes, signal) {
    return session.run(object, async (inner) => {
        const { head, body } = await session.api.get(object, { signal: inner });
        const chunks = [];
        if (head.sizeBytes === bytes.length)
            for await (const chunk of body)
                chunks.push(chunk);
        else
            await body[Symbol.asyncIterator]().return?.();
        return head.sizeBytes === bytes.length && Buffer.concat(chunks).equals(bytes);
    }, { signal });
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/storage/s3/retry.js


/** Minutes for throttling, about ten seconds for anything else. */
const DEFAULT_RETRY = {
    transientAttempts: 6,
    transientBaseMs: 500,
    transientCapMs: 10_000,
    throttleBaseMs: 500,
    throttleCapMs: 30_000,
    throttleGiveUpMs: 15 * 60_000,
    now: Date.now,
    random: Math.random,
    sleep: async (ms, signal) => {
        await (0,promises_.setTimeout)(ms, undefined, signal === undefined ? {} : { signal }).catch((error) => {
            signal?.throwIfAborted();
            throw error;
        });
    },
};
/**
 * What one store knows about its faults. All its requests share one, so that one success anywhere is hope
 * everywhere.
 */
class RetryBook {
    policy;
    #lastSuccess;
    #throttledSince;
    constructor(policy = {}) {
        this.policy = { ...DEFAULT_RETRY, ...policy };
    }
    /** Whether a request ever succeeded. */
    get reached() {
        return this.#lastSuccess !== undefined;
    }
    succeeded() {
        this.#lastSuccess = this.policy.now();
        this.#throttledSince = undefined;
    }
    judge(fault) {
        return judge(fault, this.reached);
    }
    /**
     * How long to wait before the next try, `undefined` where there shall be none. Waits are random below a bound that
     * doubles ("full jitter"), so that requests that failed together do not come back together.
     */
    pause(fault, verdict, tries) {
        const { policy } = this;
        if (verdict === 'fatal')
            return undefined;
        if (verdict === 'transient') {
            if (tries.transient >= policy.transientAttempts)
                return undefined;
            return jitter(policy.random, policy.transientBaseMs, policy.transientCapMs, tries.transient);
        }
        const now = policy.now();
        this.#throttledSince ??= now;
        if (now - this.#throttledSince >= policy.throttleGiveUpMs)
            return undefined;
        const wait = jitter(policy.random, policy.throttleBaseMs, policy.throttleCapMs, tries.throttled);
        return Math.max(wait, Math.min(fault.facts.retryAfterMs ?? 0, policy.throttleCapMs));
    }
}
function jitter(random, baseMs, capMs, tries) {
    return random() * Math.min(capMs, baseMs * 2 ** Math.min(tries, 20));
}
/** The count of faults of one request so far. */
function noTries() {
    return { throttled: 0, transient: 0, fatal: 0 };
}

;// CONCATENATED MODULE: ./build/storage/s3/range-reader.js




const range_reader_PLAIN_MD5 = /^[0-9a-f]{32}$/i;
/** An S3 object as a source of ranges, each pinned to the object's ETag. */
function rangeSource(session, object, info) {
    return {
        sizeBytes: info.sizeBytes,
        claim: {
            of: info.location,
            get md5() {
                return session.etagsAreMd5 && range_reader_PLAIN_MD5.test(info.etag ?? '') ? info.etag?.toLowerCase() : undefined;
            },
            disprove: () => {
                session.etagsAreMd5 = false;
            },
        },
        open: (start, end, options) => Promise.resolve(readRange(session, object, info, [start, end], options)),
    };
}
/** A body that breaks off is continued where it broke, by a new request for the rest. */
async function* readRange(session, object, info, [start, end], { signal }) {
    const tries = noTries();
    let at = start;
    while (at < end) {
        const before = at;
        try {
            for await (const chunk of pieces(session, object, info, [at, end], signal)) {
                at += chunk.length;
                yield chunk;
            }
            if (at < end)
                throw new S3Fault('the body ended early', {
                    operation: 'GetObject',
                    ...object,
                    status: 200,
                    corrupt: true,
                });
        }
        catch (error) {
            signal?.throwIfAborted();
            const fault = error instanceof S3Fault ? error : undefined;
            const verdict = fault === undefined ? 'fatal' : session.book.judge(fault);
            if (at > before)
                tries.transient = 0;
            tries[verdict]++;
            if (fault !== undefined && verdict === 'throttled')
                session.throttled(fault);
            const wait = fault === undefined ? undefined : session.book.pause(fault, verdict, tries);
            if (wait === undefined)
                throw session.explain(error, 'read', info.location);
            await session.book.policy.sleep(wait, signal);
        }
    }
}
/** The body of one GET. Only waiting for the store counts as silence, not the time that the reader takes. */
async function* pieces(session, object, info, range, signal) {
    const whole = range[0] === 0 && range[1] === info.sizeBytes;
    const leave = await session.enterRead(signal);
    const watch = session.watchSilence(object, { signal });
    try {
        const { head, body } = await session.api.get(object, {
            signal: watch.signal,
            ...(!whole && { range }),
            ...(info.etag !== undefined && { etag: info.etag }),
        });
        session.book.succeeded();
        if ((whole && head.sizeBytes !== info.sizeBytes) || isOther(head.etag, info.etag)) {
            await body[Symbol.asyncIterator]().return?.();
            // As a store answers that honours the condition.
            throw new S3Fault('it is not the object that was listed', {
                operation: 'GetObject', ...object, status: 412, s3Code: 'PreconditionFailed',
            });
        }
        let room = range[1] - range[0];
        for await (const chunk of body) {
            watch.rest();
            if (chunk.length > room)
                throw new S3Fault('the body is longer than what was asked for', {
                    operation: 'GetObject', ...object, status: 200, corrupt: true,
                });
            room -= chunk.length;
            yield chunk;
            watch.alive();
        }
    }
    catch (error) {
        watch.signal.throwIfAborted();
        throw bodyFault(error, object);
    }
    finally {
        watch.end();
        leave();
    }
}
/** Some stores do not look at the condition that pins a read. */
function isOther(got, planned) {
    return got !== undefined && planned !== undefined && got !== planned;
}
/** What broke off a body, as a fault that can be tried again. */
function bodyFault(error, object) {
    if (error instanceof S3Fault || error instanceof storage_error/* StorageError */.a)
        return error;
    const code = (0,system_error/* systemCode */.x)(error) ?? 'ECONNRESET';
    return new S3Fault((0,system_error/* messageOf */.b)(error), { operation: 'GetObject', ...object, networkCode: code }, { cause: error });
}

;// CONCATENATED MODULE: ./build/storage/s3/removal.js


const BATCH = 1000;
/** Deletes objects, a thousand by one request where the store can, one by one where it cannot. */
async function removeObjects(session, locations, { signal } = {}) {
    for (const bucket of new Set(locations.map(({ authority }) => authority))) {
        const inBucket = locations.filter(({ authority }) => authority === bucket);
        for (let at = 0; at < inBucket.length; at += BATCH) {
            const batch = inBucket.slice(at, at + BATCH);
            const left = batch.length === 1 ? batch : await removeBatch(session, bucket, batch, signal);
            for (const location of left)
                await removeOne(session, location, signal);
        }
    }
}
/** Returns what is to be deleted singly: there a fault is retried, and has a name of its own. */
async function removeBatch(session, bucket, batch, signal) {
    try {
        const failures = await session.run({ bucket }, (inner) => session.api.removeMany(bucket, batch.map(location_location/* keyOf */.TN), { signal: inner }), { signal });
        const failed = new Set(failures.filter(({ code }) => code !== 'NoSuchKey').map(({ key }) => key));
        return batch.filter((location) => failed.has((0,location_location/* keyOf */.TN)(location)));
    }
    catch (error) {
        // Compatible stores know DeleteObjects in dialects, or not at all.
        const { status } = error instanceof S3Fault ? error.facts : {};
        if (status === 400 || status === 403 || status === 404 || status === 405 || status === 501)
            return batch;
        throw session.explain(error, 'delete', batch[0] ?? { scheme: 's3', authority: bucket, path: '/' });
    }
}
async function removeOne(session, location, signal) {
    const object = { bucket: location.authority, key: (0,location_location/* keyOf */.TN)(location) };
    await session.explained('delete', location, async () => {
        try {
            await session.run(object, (inner) => session.api.remove(object, { signal: inner }), { signal });
        }
        catch (error) {
            if (!(error instanceof S3Fault && error.facts.s3Code === 'NoSuchKey'))
                throw error;
        }
    });
}

// EXTERNAL MODULE: ./build/storage/server-side.js
var server_side = __webpack_require__(5307);
;// CONCATENATED MODULE: ./build/storage/s3/server-copy.js






/** Parts of one object that the server copies at once. */
const server_copy_PARTS_AT_ONCE = 8;
/** Lets the store copy objects by itself. */
class ServerCopier {
    #session;
    #limits;
    #partsWork = false;
    constructor(session, limits) {
        this.#session = session;
        this.#limits = limits;
    }
    /**
     * @throws ServerSideRefusedError where the store will not, for these credentials or at all; S3Fault
     * otherwise.
     */
    async copy(from, to, options) {
        const object = { bucket: to.authority, key: (0,location_location/* keyOf */.TN)(to) };
        const source = {
            bucket: from.location.authority,
            key: (0,location_location/* keyOf */.TN)(from.location),
            ...(from.etag !== undefined && { etag: from.etag }),
        };
        const answer = from.sizeBytes <= this.#limits.copyWholeBytes
            ? await this.#copyWhole(object, source, from.sizeBytes, options)
            : await this.#copyInParts(object, source, from.sizeBytes, options);
        return { location: to, sizeBytes: from.sizeBytes, etag: answer.etag };
    }
    async #copyWhole(object, source, sizeBytes, options) {
        try {
            const answer = await writeEitherWay(this.#session, object, options.signal, (condition) => this.#copyOnce(object, source, condition, options.signal));
            options.onBytes?.(sizeBytes);
            return answer;
        }
        catch (error) {
            throw this.#refusalOf(error) ?? error;
        }
    }
    /** 412 has two meanings under two conditions: only the source's own ETag tells which one failed. */
    async #copyOnce(object, source, condition, signal) {
        try {
            return await this.#copyTagless(object, source, condition, signal);
        }
        catch (error) {
            if (condition === undefined || !(error instanceof S3Fault) || !isConditionFailed(error))
                throw error;
            const now = await headIfAny(this.#session, source, signal);
            if (now !== undefined && (source.etag === undefined || now.etag === source.etag))
                throw error;
            throw new S3Fault(error.message, { ...error.facts, s3Code: 'SourceChanged' });
        }
    }
    /** Some stores have no tags, and refuse to be told to leave them behind (Cloudflare R2, with 501). */
    async #copyTagless(object, source, condition, signal) {
        const session = this.#session;
        const copy = (silentOnTags) => session.run(object, (inner) => session.api.copy(object, source, { signal: inner, silentOnTags, ...(condition && { condition }) }), { signal, copying: true });
        if (session.silentOnTags)
            return copy(true);
        try {
            return await copy(false);
        }
        catch (error) {
            if (!(error instanceof S3Fault) || error.facts.status !== 501)
                throw error;
        }
        const answer = await copy(true);
        session.silentOnTags = true;
        return answer;
    }
    #refusalOf(error) {
        if (!(error instanceof S3Fault))
            return undefined;
        if (isDenied(error)) {
            return new server_side/* ServerSideRefusedError */.x('all', "the target's credentials may not read the source (s3:GetObject), or not write the target", { cause: error });
        }
        const { status } = error.facts;
        if (status !== 501 && status !== 405)
            return undefined;
        const why = this.#session.conditional || isDenied(error.cause)
            ? 'the store refuses to copy without a condition (a policy may demand one), and does not offer copies with one'
            : 'the store does not offer CopyObject';
        return new server_side/* ServerSideRefusedError */.x('all', why, { cause: error });
    }
    async #copyInParts(object, source, sizeBytes, options) {
        const parts = splitIntoParts(sizeBytes, this.#limits.copyPartBytes, this.#limits.maxParts);
        let done = 0;
        const send = async (part, uploadId, signal) => {
            const answer = await this.#copyPart(object, source, part, uploadId, signal);
            done += part.end - part.start;
            options.onBytes?.(part.end - part.start);
            return answer;
        };
        try {
            return await multipartWrite(this.#session, { object, sizeBytes, parts, atOnce: server_copy_PARTS_AT_ONCE, send }, options.signal);
        }
        catch (error) {
            options.onBytes?.(-done);
            throw error;
        }
    }
    async #copyPart(object, source, part, uploadId, signal) {
        const { api } = this.#session;
        try {
            const answer = await this.#session.run(object, (inner) => api.copyPart({ ...object, uploadId, number: part.number }, source, [part.start, part.end], {
                signal: inner,
            }), { signal, copying: true });
            this.#partsWork = true;
            return answer;
        }
        catch (error) {
            throw this.#refusalOfPart(error) ?? error;
        }
    }
    /** Some stores fail every part copy, with a 400 or a lasting 5xx: until one worked, that is a refusal. */
    #refusalOfPart(error) {
        if (this.#partsWork || !(error instanceof S3Fault) || error.facts.status === undefined)
            return undefined;
        if (isDenied(error))
            return this.#refusalOf(error);
        const { status, s3Code } = error.facts;
        if (status < 400 || status === 404 || status === 412 || this.#session.book.judge(error) === 'throttled')
            return undefined;
        if (status < 500 && status !== 400 && status !== 405)
            return undefined;
        return new server_side/* ServerSideRefusedError */.x('parts', `the store fails at copying parts (UploadPartCopy: status ${status}${s3Code === undefined ? '' : ` ${s3Code}`})`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/explain-network.js


const UNTRUSTED = new Set([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_GET_ISSUER_CERT',
]);
/** The sentence for a request that got no answer at all. */
function explainNetwork(fault, context) {
    const { networkCode = '' } = fault.facts;
    const endpoint = inputName(context.side, 'endpoint');
    const where = context.settings.endpoint ?? 'the endpoint of AWS';
    const cannot = `cannot ${context.action} ${(0,location_location/* displayLocation */.S5)(context.location)}`;
    if (networkCode === 'ECONNREFUSED') {
        return [
            'unreachable',
            `${cannot}: nothing listens at ${where}: check ${endpoint} and its port, and that the store runs (or the proxy, where one is set)`,
        ];
    }
    if (networkCode === 'ENOTFOUND' || networkCode === 'EAI_AGAIN') {
        return [
            'unreachable',
            `${cannot}: the name of ${where} cannot be resolved: check ${endpoint}, ${inputName(context.side, 'region')} and the DNS of this machine; `
                + `with ${inputName(context.side, 'force-path-style')} true the bucket is not part of the name`,
        ];
    }
    if (networkCode === 'EHOSTUNREACH' || networkCode === 'ENETUNREACH' || networkCode === 'ENETDOWN') {
        return [
            'unreachable',
            `${cannot}: there is no way to ${where} from this machine: check ${endpoint}, routes and firewalls`,
        ];
    }
    const tls = explainTls(fault, networkCode, `${cannot}: `, where, endpoint);
    if (tls !== undefined)
        return tls;
    if (networkCode === 'STALLED' || networkCode === 'ETIMEDOUT') {
        return [
            'unreachable',
            `${cannot}: ${where} did not answer in time, several times: check ${endpoint}, firewalls and proxy variables, and the load of the store`,
        ];
    }
    if (networkCode.startsWith('HPE_')) {
        return [
            'unreachable',
            `${cannot}: what ${where} answers is not HTTP: check ${endpoint}: is it the port of the S3 service, and is https:// needed?`,
        ];
    }
    if (/^E[A-Z]+$/.test(networkCode)) {
        return [
            'unreachable',
            `${cannot}: the connection to ${where} broke several times: check ${endpoint} (is https:// needed?), the network and the state of the store`,
        ];
    }
    return ['other', `${cannot}: ${fault.message}`];
}
function explainTls(fault, networkCode, cannot, where, endpoint) {
    if (UNTRUSTED.has(networkCode)) {
        return [
            'tls',
            `${cannot}the certificate of ${where} is signed by nobody this machine trusts: name the authority's PEM file in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS`,
        ];
    }
    if (networkCode === 'CERT_HAS_EXPIRED' || networkCode === 'CERT_NOT_YET_VALID') {
        return [
            'tls',
            `${cannot}the certificate of ${where} is not valid now: renew it, or correct the clock of this machine`,
        ];
    }
    if (networkCode === 'ERR_TLS_CERT_ALTNAME_INVALID') {
        return [
            'tls',
            `${cannot}the certificate of ${where} is for another host name: write ${endpoint} with the name that the certificate has`,
        ];
    }
    if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(networkCode)
        || (networkCode === 'EPROTO' && /wrong version number|packet length too long/i.test(fault.message))) {
        return [
            'tls',
            `${cannot}${where} does not speak TLS: write ${endpoint} with http://, or use the store's TLS port`,
        ];
    }
    if (networkCode.startsWith('ERR_SSL')
        || networkCode.startsWith('ERR_TLS')
        || networkCode === 'EPROTO'
        || networkCode.startsWith('CERT_')) {
        return [
            'tls',
            `${cannot}no TLS connection to ${where} could be made (${fault.message}): check ${endpoint} and the certificate of the store`,
        ];
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/storage/s3/explain-refusal.js


const coded = (...codes) => (facts) => facts.s3Code !== undefined && codes.includes(facts.s3Code);
const place = (context) => (0,location_location/* displayLocation */.S5)(context.location);
/** The permissions of AWS that an action needs on its side. */
const PERMISSIONS = {
    'read': 's3:GetObject',
    'look at': 's3:GetObject',
    'list': 's3:ListBucket',
    'write': 's3:PutObject',
    'copy': 's3:PutObject',
    'delete': 's3:DeleteObject',
};
const OBJECTS = {
    'read': 'the object',
    'look at': 'the object',
    'list': 'the bucket',
    'write': 'the object',
    'copy': 'the object',
    'delete': 'the object',
};
function whoSigned(context) {
    const { credentials, profile } = context.settings;
    if (credentials !== undefined)
        return `the key of ${inputName(context.side, 'access-key-id')}`;
    if (profile !== undefined)
        return `the profile ${profile} of ${inputName(context.side, 'profile')}`;
    return `the default credentials of the ${context.side} (environment, profile or role)`;
}
/** In this order; the first that fits speaks. */
const REFUSALS = [
    { when: coded('CredentialsUnavailable'), say: sayNoCredentials },
    {
        when: coded('ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'RequestExpired'),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${place(context)}: the session token of the ${context.side} has expired: get new `
                + `credentials (${inputName(context.side, 'session-token')}, or a longer role session) and run again; what is copied already is not copied again`,
        ],
    },
    {
        when: coded('InvalidToken', 'InvalidSecurity'),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${place(context)}: the session token of the ${context.side} is not accepted: `
                + `${inputName(context.side, 'session-token')} must come from the same set as the key id and secret; drop it if the keys are permanent`,
        ],
    },
    {
        when: coded('InvalidAccessKeyId', 'InvalidClientTokenId', 'UnrecognizedClientException'),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${place(context)}: ${whoSigned(context)} is unknown to the store: check it, and that `
                + `${inputName(context.side, 'endpoint')} is the store it belongs to`,
        ],
    },
    {
        when: coded('SignatureDoesNotMatch'),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${place(context)}: the signature is wrong: check ${inputName(context.side, 'secret-access-key')} `
                + 'for a missing or extra character, and that no proxy rewrites requests',
        ],
    },
    {
        when: coded('RequestTimeTooSkewed'),
        say: (context) => [
            'clock-skew',
            `cannot ${context.action} ${place(context)}: the clock of this machine (${new Date().toISOString()}) is more than 15 minutes off: `
                + 'set it (NTP) and run again',
        ],
    },
    { when: isWrongRegion, say: sayWrongRegion },
    {
        when: coded('NoSuchBucket'),
        say: (context) => [
            'no-such-bucket',
            `the bucket ${context.location.authority} of ${place(context)} does not exist: check the spelling, `
                + `${inputName(context.side, 'endpoint')} and ${inputName(context.side, 'region')}; buckets are not created`,
        ],
    },
    {
        when: coded('InvalidBucketName', 'InvalidBucketNameException'),
        say: (context) => [
            'other',
            `${JSON.stringify(context.location.authority)} in ${place(context)} is no valid bucket name: write ${context.side} as s3://bucket/path`,
        ],
    },
    {
        when: coded('InvalidObjectState'),
        say: (context) => [
            'archived',
            `${place(context)} is archived (GLACIER or DEEP_ARCHIVE) and cannot be read: restore it first, for example with `
                + '"aws s3api restore-object", wait until it is there, and run again',
        ],
    },
    {
        when: (facts, message) => facts.s3Code?.startsWith('KMS') === true || (explain_refusal_isDenied(facts) && /\bkms[:.]|\bKMS\b/.test(message)),
        say: sayKms,
    },
    {
        when: coded('AccessControlListNotSupported'),
        say: (context) => [
            'unsupported',
            `cannot write ${place(context)}: its bucket has access control lists switched off: leave out target-acl`,
        ],
    },
    {
        when: coded('InvalidStorageClass'),
        say: (context) => [
            'unsupported',
            `cannot write ${place(context)}: the store does not know the storage class: correct or leave out target-storage-class`,
        ],
    },
    {
        when: coded('EntityTooLarge', 'MaxMessageLengthExceeded'),
        say: (context) => [
            'too-large',
            `cannot write ${place(context)}: it is larger than the store allows: raise the limit of the store or of the proxy before it`,
        ],
    },
    {
        when: (facts) => facts.s3Code === 'QuotaExceeded' || facts.s3Code === 'XMinioStorageFull' || facts.status === 507,
        say: (context) => [
            'other',
            `cannot write ${place(context)}: the store is full or over its quota: free some space there and run again`,
        ],
    },
    {
        when: (facts) => facts.s3Code === 'PreconditionFailed' || facts.status === 412,
        say: (context, { facts }) => context.action === 'write'
            || (context.action === 'copy'
                && facts.operation !== 'UploadPartCopy'
                && facts.operation !== 'CopyObject')
            ? [
                'conflict',
                `${place(context)} was written by somebody else meanwhile: let only one run write to a target`,
            ]
            : [
                'changed',
                `${place(context)} is no longer the object that was planned: its content changed: make sure that nothing writes to the source and run again`,
            ],
    },
    {
        when: (facts) => facts.status === 404 && facts.s3Code !== 'NoSuchUpload',
        say: (context) => [
            'not-found',
            `${place(context)} does not exist: was it deleted, or is ${inputName(context.side, 'endpoint')} another store?`,
        ],
    },
    {
        when: (_, message) => /HTTP request (was sent )?to (an )?HTTPS|plain HTTP request/i.test(message),
        say: (context) => [
            'tls',
            `cannot ${context.action} ${place(context)}: ${inputName(context.side, 'endpoint')} ${context.settings.endpoint ?? ''} speaks TLS: write it with https://`,
        ],
    },
    { when: explain_refusal_isDenied, say: sayDenied },
    {
        when: (facts) => facts.status === 501 || facts.status === 405,
        say: (context, fault) => [
            'unsupported',
            `cannot ${context.action} ${place(context)}: the store does not offer ${fault.facts.operation} as it was asked for: `
                + `check that ${inputName(context.side, 'endpoint')} is an S3 endpoint`,
        ],
    },
    {
        when: (facts) => facts.s3Code === undefined && facts.status !== undefined && facts.status >= 400 && facts.status < 500,
        say: (context, fault) => [
            'other',
            `cannot ${context.action} ${place(context)}: ${context.settings.endpoint ?? 'AWS'} does not answer as S3 does `
                + `(${fault.message}): check ${inputName(context.side, 'endpoint')}, and whether a proxy answers in its place`,
        ],
    },
];
function explain_refusal_isDenied(facts) {
    return facts.status === 403 || facts.status === 401 || facts.s3Code === 'AccessDenied';
}
function isWrongRegion(facts) {
    return (facts.status === 301
        || facts.status === 307
        || facts.s3Code === 'AuthorizationHeaderMalformed'
        || facts.s3Code === 'IllegalLocationConstraintException'
        || (facts.status === 400 && facts.bucketRegion !== undefined));
}
function sayWrongRegion(context, { facts }) {
    const given = context.settings.region;
    const where = facts.bucketRegion === undefined ? 'another region' : `the region ${facts.bucketRegion}`;
    const now = given === undefined ? '' : `, not in ${given}`;
    return [
        'wrong-region',
        `cannot ${context.action} ${place(context)}: the bucket ${context.location.authority} is in ${where}${now}: `
            + `set ${inputName(context.side, 'region')} to ${facts.bucketRegion ?? 'the region of the bucket'}`,
    ];
}
function sayNoCredentials(context, fault) {
    const { side, settings } = context;
    if (settings.profile !== undefined) {
        return [
            'credentials',
            `cannot ${context.action} ${place(context)}: the profile ${settings.profile} gives no credentials (${fault.message}): `
                + `check ${inputName(side, 'profile')} and the AWS configuration files, or log in again`,
        ];
    }
    return [
        'credentials',
        `cannot ${context.action} ${place(context)}: no credentials were found for the ${side}: set ${inputName(side, 'access-key-id')} and `
            + `${inputName(side, 'secret-access-key')}, on the command line ${side === 'source' ? 'SOURCE_AWS_ACCESS_KEY_ID (or AWS_ACCESS_KEY_ID)' : 'AWS_ACCESS_KEY_ID'} `
            + 'and its secret in the environment, or run a step such as aws-actions/configure-aws-credentials before',
    ];
}
function sayKms(context, fault) {
    const code = fault.facts.s3Code ?? '';
    const writing = context.action === 'write' || context.action === 'copy';
    const key = writing
        ? "the KMS key of target-kms-key-id (or the bucket's own)"
        : 'the KMS key that the object is encrypted with';
    if (/Disabled|InvalidState/.test(code)) {
        return [
            'access-denied',
            `cannot ${context.action} ${place(context)}: ${key} is disabled or waits for deletion: enable it, or use another`,
        ];
    }
    if (/NotFound/.test(code)) {
        return [
            'access-denied',
            `cannot ${context.action} ${place(context)}: ${key} does not exist in this region and account: check its ARN`,
        ];
    }
    const permissions = writing ? 'kms:GenerateDataKey and kms:Decrypt' : 'kms:Decrypt';
    return [
        'access-denied',
        `cannot ${context.action} ${place(context)}: ${whoSigned(context)} may not use ${key}: allow ${permissions} in its policy and in the key's`,
    ];
}
function sayDenied(context, fault) {
    const { action } = context;
    const permission = PERMISSIONS[action];
    const why = `${whoSigned(context)} needs ${permission} on ${OBJECTS[action]}`;
    if (action === 'read' || action === 'look at') {
        return [
            'access-denied',
            `cannot read ${place(context)}: ${why}. Without s3:ListBucket, S3 answers this way for objects that do not exist, too: `
                + 'check the path, the policies of user and bucket, and that it is no requester-pays bucket',
        ];
    }
    if (action === 'write' || action === 'copy') {
        const parts = fault.facts.operation === 'PutObject' ? '' : ' and s3:AbortMultipartUpload';
        return [
            'access-denied',
            `cannot write ${place(context)}: ${why}${parts}, under the conditions of the bucket's policy `
                + '(encryption, storage class and ACL are set by the target- inputs)',
        ];
    }
    return [
        'access-denied',
        `cannot ${action} ${action === 'list' ? 'what is below ' : ''}${place(context)}: ${why}: allow it in the policies of user and bucket`,
    ];
}

;// CONCATENATED MODULE: ./build/storage/s3/explain.js




/** How a person calls an input of this side; the source falls back to the target's name. */
function inputName(side, name) {
    return side === 'source' ? `source-${name} (or ${name})` : name;
}
/**
 * Turns a fault into one sentence that names the object, the input to look at and what to do, then the facts.
 */
function explainFault(fault, context) {
    const { operation, status, s3Code, requestId } = fault.facts;
    const [code, sentence] = explanationOf(fault, context);
    return new storage_error/* StorageError */.a(`${sentence}${factsOf(fault)}`, {
        code,
        operation,
        location: context.location,
        ...(status !== undefined && { status }),
        ...(s3Code !== undefined && { s3Code }),
        ...(requestId !== undefined && { requestId }),
    }, { cause: fault });
}
function factsOf({ facts }) {
    const parts = [
        facts.operation,
        ...(facts.status === undefined ? [] : [`status ${facts.status}`]),
        ...(facts.s3Code === undefined || facts.status === undefined ? [] : [facts.s3Code]),
        ...(facts.networkCode === undefined ? [] : [facts.networkCode]),
        ...(facts.requestId === undefined ? [] : [`request id ${facts.requestId}`]),
    ];
    return ` (${parts.join(', ')})`;
}
function explanationOf(fault, context) {
    const place = (0,location_location/* displayLocation */.S5)(context.location);
    if (context.throttled) {
        return [
            'throttled',
            `${place}: the ${context.side} store kept answering "slow down" until no request had succeeded for many minutes: `
                + 'lower concurrency, or run again when it is less busy; what is copied already is not copied again',
        ];
    }
    for (const refusal of REFUSALS) {
        if (refusal.when(fault.facts, fault.message, context))
            return refusal.say(context, fault);
    }
    if (fault.facts.status === undefined)
        return explainNetwork(fault, context);
    if (fault.facts.corrupt === true) {
        return [
            'corrupt-answer',
            `${place}: the ${context.side} store answered "success" without what that promises (${fault.message}), `
                + 'several times: see whether a proxy changes its answers, and run again',
        ];
    }
    if (fault.facts.status >= 500) {
        return [
            'other',
            `${place}: the ${context.side} store failed several times (${fault.message}): see its state and run again; what is copied already is not copied again`,
        ];
    }
    return ['other', `cannot ${context.action} ${place}: ${fault.message}`];
}

;// CONCATENATED MODULE: ./build/storage/s3/pace.js
/**
 * How many requests of one store are under way at once: fewer after throttling, slowly more again after
 * successes.
 */
class Pace {
    #most;
    #limit;
    #running = 0;
    #successes = 0;
    #slowedAt = -Infinity;
    #now;
    #waiting = [];
    constructor(most, now) {
        this.#most = Math.max(1, most);
        this.#limit = this.#most;
        this.#now = now;
    }
    /** Requests that may be under way at once at the moment. */
    get limit() {
        return this.#limit;
    }
    /** Waits for a turn; the result ends it. */
    async enter(signal) {
        signal?.throwIfAborted();
        if (this.#running >= this.#limit)
            await this.#turn(signal);
        else
            this.#running++;
        let over = false;
        return () => {
            if (over)
                return;
            over = true;
            this.#running--;
            this.#admit();
        };
    }
    /** A request succeeded: after as many as the limit, one more may run at once. */
    succeeded() {
        if (this.#limit === this.#most || ++this.#successes < this.#limit)
            return;
        this.#successes = 0;
        this.#limit++;
        this.#admit();
    }
    /**
     * The store asks for less: half as many, at most once a second, for one burst answers many requests alike.
     */
    slowDown() {
        if (this.#now() - this.#slowedAt < 1000)
            return;
        this.#slowedAt = this.#now();
        this.#successes = 0;
        this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    }
    #admit() {
        while (this.#running < this.#limit) {
            const next = this.#waiting.shift();
            if (next === undefined)
                return;
            this.#running++;
            next();
        }
    }
    /** Resolves when a place was given to this caller. */
    #turn(signal) {
        return new Promise((resolve, reject) => {
            const admitted = () => {
                signal?.removeEventListener('abort', aborted);
                resolve();
            };
            const aborted = () => {
                this.#waiting.splice(this.#waiting.indexOf(admitted), 1);
                reject(signal?.reason);
            };
            signal?.addEventListener('abort', aborted, { once: true });
            this.#waiting.push(admitted);
        });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/session.js





/**
 * How long a request may be silent. A copy answers when it is done, which takes a minute and more for large
 * parts.
 */
const SILENCE_MS = { quick: 60_000, copying: 300_000 };
/**
 * The requests of one store: their number at once, their time limits, their retries, and the words for their
 * faults.
 */
class Session {
    api;
    side;
    settings;
    book;
    #requests;
    /**
     * Bodies being read have turns of their own: a part that is uploaded waits for one, while it holds a
     * request's.
     */
    #reads;
    #silenceMs;
    #listeners;
    #toldOfThrottling = false;
    /** The bucket's policy was seen to accept writes with a condition only. */
    conditional = false;
    /** The store was seen to refuse the directive that leaves tags behind, and to copy without it. */
    silentOnTags = false;
    /** No object was seen whose ETag looks like an MD5 and is none. */
    etagsAreMd5 = true;
    constructor(api, options) {
        this.api = api;
        this.side = options.side;
        this.settings = options.settings;
        this.book = new RetryBook(options.retry);
        this.#requests = new Pace(options.concurrency ?? 64, this.book.policy.now);
        this.#reads = new Pace(options.concurrency ?? 64, this.book.policy.now);
        this.#silenceMs = { ...SILENCE_MS, ...options.silenceMs };
        this.#listeners = options;
    }
    /**
     * Runs one request until it succeeds, or its fault is fatal or lasts. @throws S3Fault, or the signal's
     * reason.
     */
    async run(object, attempt, options = {}) {
        const pace = this.#requests;
        const tries = noTries();
        for (;;) {
            const leave = await pace.enter(options.signal);
            let wait;
            try {
                const result = await this.watch(object, attempt, options);
                this.book.succeeded();
                pace.succeeded();
                return result;
            }
            catch (error) {
                if (!(error instanceof S3Fault))
                    throw error;
                options.onFault?.(error);
                const verdict = this.book.judge(error);
                tries[verdict]++;
                wait = this.book.pause(error, verdict, tries);
                if (verdict === 'throttled')
                    this.throttled(error);
                if (wait === undefined)
                    throw error;
            }
            finally {
                leave();
            }
            await this.book.policy.sleep(wait, options.signal);
        }
    }
    /** Takes note that the store asks for less. */
    throttled(fault) {
        this.#requests.slowDown();
        this.#reads.slowDown();
        if (this.#toldOfThrottling)
            return;
        this.#toldOfThrottling = true;
        this.notice(`${fault.facts.bucket} (${this.side}) asks to slow down (${fault.facts.s3Code ?? fault.facts.status ?? ''}); waiting, with fewer requests at once`);
    }
    /**
     * Ends an attempt that is silent for too long with a fault, and one whose caller gives up with the caller's
     * reason.
     */
    async watch(object, attempt, options) {
        options.signal?.throwIfAborted();
        const watch = this.watchSilence(object, options);
        try {
            return await attempt(watch.signal, watch.alive);
        }
        catch (error) {
            watch.signal.throwIfAborted();
            throw error;
        }
        finally {
            watch.end();
        }
    }
    /**
     * A signal that is aborted with the caller's reason, or with a fault when nothing was heard for too long.
     */
    watchSilence(object, { signal, copying }) {
        return watchSilence(object, copying === true ? this.#silenceMs.copying : this.#silenceMs.quick, signal);
    }
    /** A turn to read a body. */
    enterRead(signal) {
        return this.#reads.enter(signal);
    }
    /** Does what `work` does, and turns its faults into sentences about `location`. */
    async explained(action, location, work) {
        try {
            return await work();
        }
        catch (error) {
            throw this.explain(error, action, location);
        }
    }
    /** A fault as a {@link StorageError} about `location`; anything else as it is. */
    explain(error, action, location) {
        if (!(error instanceof S3Fault))
            return error;
        return explainFault(error, {
            action,
            location,
            side: this.side,
            settings: this.settings,
            throttled: this.book.judge(error) === 'throttled',
        });
    }
    notice(text) {
        this.#listeners.onNotice?.(text);
    }
    warn(text) {
        this.#listeners.onWarning?.(text);
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/sdk-answers.js

/** An ETag without its quotes; `undefined` where there is none. */
function bareEtag(etag) {
    const bare = etag?.replace(/^W\//, '').replaceAll('"', '');
    return bare === '' ? undefined : bare;
}
/** What HEAD, GET and LIST say in the same words. `undefined` without a size. */
function headOf(answer, sizeBytes) {
    if (sizeBytes === undefined || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
        return undefined;
    const etag = bareEtag(answer.ETag);
    const storageClass = answer.StorageClass;
    return {
        sizeBytes,
        ...(etag !== undefined && { etag }),
        ...(answer.LastModified !== undefined
            && !Number.isNaN(answer.LastModified.getTime()) && { modifiedAt: answer.LastModified }),
        ...(storageClass !== undefined && storageClass !== '' && storageClass !== 'STANDARD' && { storageClass }),
    };
}
const CHECKSUM_FIELD = /^Checksum(CRC32|CRC32C|CRC64NVME|SHA1|SHA256)$/;
/**
 * Checksums of the whole object; those of multipart uploads may be composed of the parts' and then prove
 * nothing.
 */
function checksumsOf(answer) {
    const found = new Map();
    const fields = new Map(Object.entries(answer));
    if (fields.get('ChecksumType') === 'COMPOSITE')
        return found;
    for (const [field, value] of fields) {
        const algorithm = CHECKSUM_FIELD.exec(field)?.[1];
        // A composed checksum ends in "-<parts>", also where the server does not name its type.
        if (algorithm !== undefined && typeof value === 'string' && value !== '' && !value.includes('-'))
            found.set(algorithm, value);
    }
    return found;
}
/**
 * The checksums that an answer gives for a part, by their field names, to be repeated when the upload is
 * completed.
 */
function partChecksums(answer) {
    const found = {};
    for (const [field, value] of Object.entries(answer)) {
        if (CHECKSUM_FIELD.test(field) && typeof value === 'string' && value !== '')
            found[field] = value;
    }
    return found;
}
/** What a write promises: an ETag. @throws S3Fault without one. */
function written(operation, object, etag, encryption) {
    const bare = bareEtag(etag);
    if (bare === undefined)
        throw corrupt(operation, object, 'the answer carries no ETag');
    return { etag: bare, opaqueEtag: encryption !== undefined && encryption !== 'AES256' };
}
/** The fault of an answer that came and does not say what it must. */
function corrupt(operation, object, message) {
    const { bucket, key } = object;
    return new S3Fault(message, {
        operation,
        bucket,
        ...(key !== undefined && { key }),
        status: 200,
        corrupt: true,
    });
}
/** S3 encodes keys of a listing as a form does: a blank is `+`. `undefined` for what is not encoded so. */
function decodeListed(text) {
    try {
        return decodeURIComponent(text.replaceAll('+', '%20'));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/xml.js
/** Deeper than any answer of S3; a hostile one shall not fill the stack or the memory. */
const MAX_DEPTH = 32;
/**
 * A mark of XML at the reader's place: comment, CDATA, instruction, closing tag, opening or empty tag. A document type is
 * none of them: S3 sends none, and entities of its own are the oldest trap of the format.
 */
const MARK = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
/**
 * Reads one whole document, blanks around it allowed. `undefined` for whatever is not well-formed: cut off, followed by
 * something else, plain text, HTML with its unclosed tags. A truncated success must not be taken for a success.
 */
function readXml(document) {
    const open = [];
    let root;
    let at = document.startsWith('\uFEFF') ? 1 : 0;
    while (at < document.length) {
        const next = document.indexOf('<', at);
        const text = document.slice(at, next === -1 ? document.length : next);
        if (!take(open.at(-1), text))
            return undefined;
        if (next === -1)
            break;
        MARK.lastIndex = next;
        const mark = MARK.exec(document);
        if (mark === null)
            return undefined;
        at = MARK.lastIndex;
        const [, cdata, closing, opening, , empty] = mark;
        if (cdata !== undefined) {
            const inside = open.at(-1);
            if (inside === undefined)
                return undefined;
            inside.text += cdata;
        }
        else if (opening !== undefined) {
            if (root !== undefined || open.length === MAX_DEPTH)
                return undefined;
            open.push({ tag: opening, text: '', children: [] });
        }
        if (closing === undefined && empty !== '/')
            continue;
        const ended = open.pop();
        if (ended === undefined || (closing !== undefined && closing !== ended.tag))
            return undefined;
        const element = { name: localName(ended.tag), text: ended.text, children: ended.children };
        const parent = open.at(-1);
        if (parent === undefined)
            root = element;
        else
            parent.children.push(element);
    }
    return open.length === 0 ? root : undefined;
}
/** The text of the first child of a name; `undefined` where there is none or it is empty. */
function childText(element, name) {
    const text = element.children.find((child) => child.name === name)?.text;
    return text === undefined || text === '' ? undefined : text;
}
function localName(tag) {
    return tag.slice(tag.indexOf(':') + 1);
}
/** Outside of all elements only blanks are allowed. */
function take(inside, text) {
    if (inside === undefined)
        return text.trim() === '';
    const plain = text.includes('&') ? withoutEntities(text) : text;
    if (plain === undefined)
        return false;
    inside.text += plain;
    return true;
}
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const MAX_CODE_POINT = 0x10_ff_ff;
/** `undefined` where an ampersand stands for nothing known. */
function withoutEntities(text) {
    const pieces = text.split('&');
    let plain = pieces[0] ?? '';
    for (const piece of pieces.slice(1)) {
        const end = piece.indexOf(';');
        const character = end === -1 ? undefined : characterOf(piece.slice(0, end));
        if (character === undefined)
            return undefined;
        plain += character + piece.slice(end + 1);
    }
    return plain;
}
function characterOf(entity) {
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(entity) ?? [];
    if (hex === undefined && decimal === undefined)
        return NAMED[entity];
    const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return point <= MAX_CODE_POINT ? String.fromCodePoint(point) : undefined;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-fault.js



const QUOTED_CHARS = 200;
/** The error document of S3, `undefined` for anything else. */
function errorIn(document) {
    if (document?.name === 'Error')
        return document;
    // Some services of Amazon's wrap it.
    return document?.name === 'ErrorResponse' ? document.children.find(({ name }) => name === 'Error') : undefined;
}
/** The fault of an answer whose status is no success. */
function refused(subject, { status, headers, text }) {
    const error = errorIn(readXml(text));
    // Of a missing object an answer to HEAD says nothing but the status.
    const s3Code = error === undefined ? (status === 404 ? 'NotFound' : undefined) : childText(error, 'Code');
    return new S3Fault(messageIn(error, status, text), {
        ...subject,
        status,
        ...(s3Code !== undefined && { s3Code }),
        ...factsIn(headers, error),
    });
}
/**
 * The fault of an error inside an answer of 200: sent before the store knew how it would end. 503 stands for it, as it
 * does in the SDK.
 */
function failedLate(subject, answer) {
    return refused(subject, { ...answer, status: 503 });
}
/** The fault of an answer that says success, and not what that promises. */
function unproven(subject, { status, headers, text }) {
    return new S3Fault(messageIn(undefined, status, text), {
        ...subject,
        status,
        corrupt: true,
        ...factsIn(headers, undefined),
    });
}
/** The fault of a request that got no answer. */
function unanswered(subject, error) {
    const networkCode = networkCodeOf(error);
    const message = (0,system_error/* messageOf */.b)(error);
    return new S3Fault(message === '' ? (networkCode ?? 'the connection failed') : message, { ...subject, ...(networkCode !== undefined && { networkCode }) }, { cause: error });
}
/** undici's own codes in the words of Node's. */
const NETWORK_CODES = {
    UND_ERR_SOCKET: 'ECONNRESET',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ECONNRESET',
    UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};
/** Node's code for what broke a connection, also where undici calls it its own way. */
function networkCodeOf(error) {
    for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
        const code = (0,system_error/* systemCode */.x)(at);
        const cause = at.cause;
        // The errors of a proxy's TLS are wrapped.
        if (code !== undefined && !(code === 'UND_ERR_PRX_TLS' && cause !== undefined))
            return NETWORK_CODES[code] ?? code;
        at = cause;
    }
    return undefined;
}
function factsIn(headers, error) {
    const field = (name) => (error === undefined ? undefined : childText(error, name));
    const requestId = headers['x-amz-request-id'] ?? field('RequestId');
    const bucketRegion = headers['x-amz-bucket-region'] ?? field('Region');
    const retryAfter = Number(headers['retry-after'] ?? NaN);
    return {
        ...(requestId !== undefined && { requestId }),
        ...(bucketRegion !== undefined && { bucketRegion }),
        ...(Number.isFinite(retryAfter) && { retryAfterMs: retryAfter * 1000 }),
    };
}
/** Only S3's own message: other fields quote the signed request, session token and all. */
function messageIn(error, status, text) {
    if (error !== undefined)
        return childText(error, 'Message') ?? childText(error, 'Code') ?? 'an error without a message';
    return text.trim() === '' ? `it answered ${status} and no more` : `it answered ${quote(text)}`;
}
function quote(text) {
    return JSON.stringify(text.trim().replaceAll(/\s+/g, ' ').slice(0, QUOTED_CHARS));
}

;// CONCATENATED MODULE: ./build/storage/s3/copy-source.js
/**
 * The value of `x-amz-copy-source`: bucket and key, every byte percent-encoded but the unreserved ones and `/`. Servers
 * decode it as a query, so that a bare `+` would mean a blank to some of them.
 */
function encodeCopySource(bucket, key) {
    return `${bucket}/${encodePath(key)}`;
}
/** A key as a path: every byte percent-encoded but the unreserved ones and `/`. */
function encodePath(key) {
    return key.split('/').map(encodeStrictly).join('/');
}
/** Every byte percent-encoded but the unreserved ones, as signatures want it. */
function encodeStrictly(text) {
    return encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-headers.js


/** The headers of a condition. */
function conditionHeaders(condition) {
    if (condition === undefined)
        return {};
    return 'ifMatch' in condition ? { 'if-match': `"${condition.ifMatch}"` } : { 'if-none-match': '*' };
}
/** The headers that name a copy's source, pinned to its ETag where that is known. */
function sourceHeaders({ bucket, key, etag }) {
    return {
        'x-amz-copy-source': encodeCopySource(bucket, key),
        ...(etag !== undefined && { 'x-amz-copy-source-if-match': `"${etag}"` }),
    };
}
/** The headers of every request that creates an object. */
function settingsHeaders({ sse, kmsKeyId, storageClass, acl }) {
    return {
        ...(sse !== undefined && { 'x-amz-server-side-encryption': sse }),
        ...(kmsKeyId !== undefined && { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId }),
        ...(storageClass !== undefined && { 'x-amz-storage-class': storageClass }),
        ...(acl !== undefined && { 'x-amz-acl': acl }),
    };
}
/** `bytes=` with the last byte included, as HTTP wants it. */
function rangeText([start, end]) {
    return `bytes=${start}-${end - 1}`;
}
/** What the headers of HEAD and GET say of an object. `undefined` without a length. */
function headIn(headers) {
    const length = headers['content-length'] ?? '';
    const modified = headers['last-modified'];
    return headOf({
        ETag: headers['etag'],
        LastModified: modified === undefined ? undefined : new Date(modified),
        StorageClass: headers['x-amz-storage-class'],
    }, /^\d+$/.test(length) ? Number(length) : undefined);
}
const CHECKSUM_HEADER = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/;
/** The checksums among the headers by the names of their fields in the API, and of what kind they are. */
function checksumFields(headers) {
    const fields = {};
    for (const [name, value] of Object.entries(headers)) {
        const algorithm = CHECKSUM_HEADER.exec(name)?.[1];
        if (algorithm !== undefined && value !== undefined)
            fields[`Checksum${algorithm.toUpperCase()}`] = value;
    }
    const type = headers['x-amz-checksum-type'];
    return type === undefined ? fields : { ...fields, ChecksumType: type };
}

// EXTERNAL MODULE: ./node_modules/@smithy/core/dist-cjs/submodules/endpoints/index.js
var endpoints = __webpack_require__(2085);
;// CONCATENATED MODULE: ./build/storage/s3/raw/destination.js


/**
 * Asks the SDK's own rules where a bucket is: path style or virtual host, partitions of AWS, FIPS and dual-stack hosts,
 * access points, endpoints from the environment or a profile.
 *
 * @returns `undefined` where requests need more than a plain signature (directory buckets, multi-Region access points,
 *   Outposts): those are the SDK's.
 */
async function destinationOf(client, bucket) {
    const { url, properties } = await (0,endpoints.getEndpointFromInstructions)({ Bucket: bucket, Key: 'key' }, dist_cjs/* HeadObjectCommand */.l81, client.config);
    const scheme = properties?.authSchemes?.[0];
    const plain = scheme?.name === 'sigv4' && scheme.signingName === 's3';
    if (!plain || !/^https?:$/.test(url.protocol) || url.search !== '' || url.username !== '')
        return undefined;
    const region = scheme.signingRegion;
    return { url, region: typeof region === 'string' ? region : await client.config.region() };
}

// EXTERNAL MODULE: ./node_modules/undici/lib/dispatcher/agent.js
var agent = __webpack_require__(7405);
;// CONCATENATED MODULE: ./build/storage/s3/raw/dispatchers.js




const dispatchers_CONNECT_TIMEOUT_MS = 10_000;
/** Longer than the pauses of a run; a server that closes earlier usually says so, and is listened to. */
const KEEP_ALIVE_MS = 10_000;
/**
 * The pools of connections of one store, direct or through the proxy that the environment names for an origin. Neither
 * sockets nor times are limited here but for connecting: the store limits its requests and watches their silence, and a
 * limit in two places can deadlock.
 */
class Dispatchers {
    #ca;
    #tunnels = new Map();
    #pool;
    constructor() {
        this.#ca = trustedCertificates();
    }
    /** @throws StorageError `unreachable` for a proxy variable that is no URL. */
    async routeTo(origin) {
        const named = (0,proxy_from_env/* getProxyForUrl */.T)(origin);
        if (named === '')
            return { dispatcher: this.#direct(), origin, pathPrefix: '', headers: {} };
        const proxy = requireProxyUrl(named);
        const authorization = authorizationFor(proxy);
        if (origin.startsWith('https:'))
            return { dispatcher: await this.#tunnel(proxy, authorization), origin, pathPrefix: '', headers: {} };
        return {
            dispatcher: this.#direct(),
            origin: proxy.origin,
            pathPrefix: origin,
            headers: authorization === undefined ? {} : { 'proxy-authorization': authorization },
        };
    }
    close() {
        for (const pool of [this.#pool, ...this.#tunnels.values()]) {
            void Promise.resolve(pool)
                .then((opened) => opened?.destroy(new Error('the store was closed')))
                .catch(() => undefined);
        }
    }
    #direct() {
        this.#pool ??= new agent({ ...POOL, connect: this.#connect() });
        return this.#pool;
    }
    #tunnel(proxy, token) {
        let tunnel = this.#tunnels.get(proxy.href);
        if (tunnel === undefined) {
            tunnel = this.#openTunnel(proxy, token);
            this.#tunnels.set(proxy.href, tunnel);
        }
        return tunnel;
    }
    async #openTunnel(proxy, token) {
        // It leans on what only the main file of the package puts together.
        const { ProxyAgent } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19));
        return new ProxyAgent({
            ...POOL,
            uri: proxy.origin,
            ...(token !== undefined && { token }),
            requestTls: this.#connect(),
            proxyTls: this.#connect(),
        });
    }
    #connect() {
        return { timeout: dispatchers_CONNECT_TIMEOUT_MS, ...(this.#ca && { ca: this.#ca }) };
    }
}
const POOL = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: KEEP_ALIVE_MS };
function authorizationFor({ username, password }) {
    if (username === '' && password === '')
        return undefined;
    const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(words).toString('base64')}`;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/body-stream.js
/** Bytes that may wait for a slow reader before the socket is paused. */
const HIGH_WATER_BYTES = 256 * 1024;
/**
 * The body of an answer, read once, chunk by chunk as it comes. Much lighter than a stream of Node's, which counts where
 * thousands of small objects are read.
 */
class BodyStream {
    #control;
    #chunks = [];
    #queuedBytes = 0;
    #paused = false;
    #over = false;
    #failure;
    #reader;
    constructor(control) {
        this.#control = control;
    }
    /** @returns whether more may come at once. */
    push(chunk) {
        const reader = this.#reader;
        if (reader !== undefined) {
            this.#reader = undefined;
            reader.resolve({ done: false, value: chunk });
            return true;
        }
        this.#chunks.push(chunk);
        this.#queuedBytes += chunk.length;
        this.#paused = this.#queuedBytes >= HIGH_WATER_BYTES;
        return !this.#paused;
    }
    /** All has come. */
    end() {
        this.#over = true;
        this.#reader?.resolve({ done: true, value: undefined });
        this.#reader = undefined;
    }
    /** It broke off: the reader gets what had come before, then the reason. */
    fail(reason) {
        if (this.#over || this.#failure !== undefined)
            return;
        this.#failure = { reason };
        this.#reader?.reject(reason);
        this.#reader = undefined;
    }
    /** The caller gave it up: the reader gets the reason at once. */
    giveUp(reason) {
        this.#chunks.length = 0;
        this.fail(reason);
    }
    [Symbol.asyncIterator]() {
        return this;
    }
    next() {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
            this.#queuedBytes -= chunk.length;
            if (this.#paused && this.#queuedBytes < HIGH_WATER_BYTES / 2) {
                this.#paused = false;
                this.#control.resume();
            }
            return Promise.resolve({ done: false, value: chunk });
        }
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
        if (this.#failure !== undefined)
            return Promise.reject(this.#failure.reason);
        if (this.#over)
            return Promise.resolve({ done: true, value: undefined });
        this.#reader = withResolvers();
        return this.#reader.promise;
    }
    /** The rest is not wanted: a connection that still has some to give is closed. */
    return() {
        this.#chunks.length = 0;
        if (!this.#over) {
            this.#over = true;
            if (this.#failure === undefined)
                this.#control.abort();
        }
        return Promise.resolve({ done: true, value: undefined });
    }
}
/** Node 20 has no `Promise.withResolvers`. */
function withResolvers() {
    let resolve = () => undefined;
    let reject = () => undefined;
    const promise = new Promise((yes, no) => {
        resolve = yes;
        reject = no;
    });
    return { promise, resolve, reject };
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/exchange.js



/** An answer that is read whole is a small document; more is no answer of S3's. */
const MAX_DOCUMENT_BYTES = 1024 * 1024;
/**
 * Sends one request and reads the answer.
 *
 * @param streams whether an answer of a status of success is handed out unread.
 * @throws S3Fault where the connection breaks, as the body does later; the signal's reason
 */
function exchange(route, subject, request, signal, streams) {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
        const handler = new ExchangeHandler(subject, signal, streams, resolve, reject);
        const { body } = request;
        route.dispatcher.dispatch({
            origin: route.origin,
            path: `${route.pathPrefix}${request.path}`,
            method: request.method,
            headers: { ...request.headers, ...route.headers },
            // undici takes async iterables; its types know only Node's own streams.
            ...(body !== undefined && { body: body }),
            // It would close the connection after each HEAD, for the sake of servers that send a body then.
            ...(request.method === 'HEAD' && { reset: false }),
        }, handler);
    });
}
class ExchangeHandler {
    #subject;
    #signal;
    #streams;
    #resolve;
    #reject;
    #chunks = [];
    #bytes = 0;
    #abort;
    #status = 0;
    #headers = {};
    #body;
    constructor(subject, signal, streams, resolve, reject) {
        this.#subject = subject;
        this.#signal = signal;
        this.#streams = streams;
        this.#resolve = resolve;
        this.#reject = reject;
        signal?.addEventListener('abort', this.#giveUp, { once: true });
    }
    onConnect(abort) {
        this.#abort = abort;
        // It waited for a connection, and is not wanted any more.
        if (this.#signal?.aborted === true)
            abort();
    }
    onHeaders(status, raw, resume) {
        if (status < 200)
            return true;
        this.#status = status;
        this.#headers = readHeaders(raw);
        if (this.#streams && status < 300) {
            this.#body = new BodyStream({ resume, abort: () => this.#abort?.() });
            this.#resolve({ status, headers: this.#headers, body: this.#body });
        }
        return true;
    }
    onData(chunk) {
        if (this.#body !== undefined)
            return this.#body.push(chunk);
        // Copies send blanks while they work.
        heard(this.#signal);
        this.#bytes += chunk.length;
        if (this.#bytes > MAX_DOCUMENT_BYTES)
            throw new Error('the answer is longer than any of S3');
        this.#chunks.push(chunk);
        return true;
    }
    onComplete() {
        this.#leave();
        if (this.#body !== undefined)
            this.#body.end();
        else
            this.#resolve({ status: this.#status, headers: this.#headers, text: Buffer.concat(this.#chunks).toString() });
    }
    onError(error) {
        this.#leave();
        const fault = unanswered(this.#subject, error);
        if (this.#body !== undefined)
            this.#body.fail(fault);
        else
            this.#reject(fault);
    }
    #giveUp = () => {
        const reason = this.#signal?.reason;
        if (this.#body !== undefined)
            this.#body.giveUp(reason);
        else
            this.#reject(reason);
        this.#abort?.();
    };
    #leave() {
        this.#signal?.removeEventListener('abort', this.#giveUp);
    }
}
function readHeaders(raw) {
    const headers = {};
    for (let at = 0; at + 1 < raw.length; at += 2) {
        const name = raw[at]?.toString('latin1').toLowerCase() ?? '';
        const value = raw[at + 1]?.toString() ?? '';
        const before = headers[name];
        headers[name] = before === undefined ? value : `${before}, ${value}`;
    }
    return headers;
}

// EXTERNAL MODULE: ./node_modules/@smithy/signature-v4/dist-cjs/index.js
var signature_v4_dist_cjs = __webpack_require__(5118);
;// CONCATENATED MODULE: ./build/storage/s3/raw/signing.js


/** SHA-256 of no bytes. */
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** Stands for a body whose hash is not known before it is sent: the SDK signs streams so, over http too. */
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
/** SHA-256 in hexadecimal digits. */
function sha256(bytes) {
    return (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
}
/** Signs requests with the credentials of the SDK's clients, which renew them in time. */
class Signing {
    #signers = new WeakMap();
    /**
     * The headers to send, signature included. The signing key is kept by the signer from request to request.
     *
     * @throws CredentialsUnavailable
     */
    async sign(client, to, request) {
        const { protocol, hostname } = to.url;
        const signed = await this.#signerFor(client).sign({
            ...request,
            protocol,
            hostname,
            query: { ...request.query },
            headers: { ...request.headers, host: to.url.host },
        }, { signingRegion: to.region });
        return signed.headers;
    }
    #signerFor(client) {
        let signer = this.#signers.get(client);
        if (signer === undefined) {
            signer = new signature_v4_dist_cjs.SignatureV4({
                service: 's3',
                region: client.config.region,
                credentials: client.config.credentials,
                sha256: NodeSha256,
                // S3 signs the path as it is sent, encoded once; each request brings the hash of its body.
                uriEscapePath: false,
                applyChecksum: false,
            });
            this.#signers.set(client, signer);
        }
        return signer;
    }
}
/** Node's own hash, as the signer wants it. */
class NodeSha256 {
    #hash;
    constructor(secret) {
        this.#hash = secret === undefined ? (0,external_node_crypto_.createHash)('sha256') : (0,external_node_crypto_.createHmac)('sha256', bytesOf(secret));
    }
    update(data) {
        this.#hash.update(data);
    }
    digest() {
        return Promise.resolve(this.#hash.digest());
    }
    /** The signer makes a new hash each time. */
    reset() {
        throw new Error('a hash of Node is used once');
    }
}
function bytesOf(data) {
    if (typeof data === 'string')
        return data;
    return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-sender.js






/**
 * Signs and sends requests over its own pool of connections. Which client of the SDK stands for a bucket's region and
 * credentials, and when to follow a bucket elsewhere, is decided where it is decided for the SDK's own requests.
 */
class RawSender {
    #sender;
    #dispatchers = new Dispatchers();
    #signing = new Signing();
    #places = new WeakMap();
    constructor(sender) {
        this.#sender = sender;
    }
    /**
     * Sends a request and reads its answer whole.
     *
     * @param read tells what the answer says; not called for a status that is no success. @throws S3Fault
     * @returns `undefined` where the SDK has to do it.
     */
    send(object, request, signal, read) {
        return this.#exchange(object, request, signal, false, (answer, subject) => read(answer, subject));
    }
    /** As {@link send}, of an answer whose body is yet to be read. */
    open(object, request, signal, read) {
        return this.#exchange(object, request, signal, true, (answer, subject) => read(answer, subject));
    }
    close() {
        this.#dispatchers.close();
    }
    #exchange(object, request, signal, streams, read) {
        const { operation } = request;
        return this.#sender.send(operation, object, signal, async (client) => {
            const place = await this.#placeOf(client, object.bucket);
            if (place === undefined)
                return undefined;
            const outgoing = await this.#signed(client, place.destination, object, request);
            const subject = { operation, bucket: object.bucket, key: object.key };
            const answer = await exchange(place.route, subject, outgoing, signal, streams);
            if ('text' in answer && answer.status >= 300)
                throw refused(subject, answer);
            return read(answer, subject);
        });
    }
    async #signed(client, destination, { key }, { method, query = {}, headers = {}, body, bodyHash = EMPTY_SHA256 }) {
        const unsigned = {
            method,
            path: `${destination.url.pathname.replace(/\/$/, '')}/${encodePath(key)}`,
            query,
            headers: { ...headers, 'x-amz-content-sha256': bodyHash },
        };
        const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeStrictly(value)}`);
        return {
            method,
            path: pairs.length === 0 ? unsigned.path : `${unsigned.path}?${pairs.join('&')}`,
            headers: { ...(await this.#signing.sign(client, destination, unsigned)), 'user-agent': 'flink-snapshot' },
            ...(body !== undefined && { body }),
        };
    }
    #placeOf(client, bucket) {
        let places = this.#places.get(client);
        if (places === undefined) {
            places = new Map();
            this.#places.set(client, places);
        }
        let place = places.get(bucket);
        if (place === undefined) {
            place = this.#find(client, bucket);
            places.set(bucket, place);
            // What failed may work the next time: credentials and files of profiles change.
            place.catch(() => places.delete(bucket));
        }
        return place;
    }
    async #find(client, bucket) {
        const destination = await destinationOf(client, bucket);
        return destination && { destination, route: await this.#dispatchers.routeTo(destination.url.origin) };
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-api.js








/**
 * {@link S3Api} whose many small requests and whose bytes go over a pool of plain HTTP connections: the SDK's middleware
 * costs more time than all the rest of a copy. Everything else, and buckets that need more than a plain signature, is the
 * SDK's.
 *
 * @param sender decides about regions and credentials for both.
 */
function createRawApi(sdk, sender, write) {
    return new RawApi(sdk, new RawSender(sender), write);
}
/** What S3 itself takes bytes of an unknown kind for; the SDK says so too. */
const CONTENT_TYPE = { 'content-type': 'application/octet-stream' };
class RawApi {
    createUpload;
    completeUpload;
    abortUpload;
    countUploads;
    list;
    removeMany;
    remove;
    #sdk;
    #sender;
    #write;
    constructor(sdk, sender, write) {
        this.#sdk = sdk;
        this.#sender = sender;
        this.#write = settingsHeaders(write);
        this.createUpload = sdk.createUpload.bind(sdk);
        this.completeUpload = sdk.completeUpload.bind(sdk);
        this.abortUpload = sdk.abortUpload.bind(sdk);
        this.countUploads = sdk.countUploads.bind(sdk);
        this.list = sdk.list.bind(sdk);
        this.removeMany = sdk.removeMany.bind(sdk);
        this.remove = sdk.remove.bind(sdk);
    }
    async head(object, options) {
        const headers = options.checksums === true ? { 'x-amz-checksum-mode': 'ENABLED' } : {};
        const answer = await this.#sender.send(object, { operation: 'HeadObject', method: 'HEAD', headers }, options.signal, (answer) => {
            const head = headIn(answer.headers);
            if (head === undefined)
                throw corrupt('HeadObject', object, 'the answer to HEAD has no Content-Length');
            return options.checksums === true ? { ...head, checksums: checksumsOf(checksumFields(answer.headers)) } : head;
        });
        return answer ?? this.#sdk.head(object, options);
    }
    async get(object, options) {
        const { signal, range, etag } = options;
        const headers = {
            ...(range && { range: rangeText(range) }),
            ...(etag !== undefined && { 'if-match': `"${etag}"` }),
        };
        const answer = await this.#sender.open(object, { operation: 'GetObject', method: 'GET', headers }, signal, (answer) => opened(object, range, answer));
        return answer ?? this.#sdk.get(object, options);
    }
    async put(object, bytes, options) {
        const headers = {
            ...CONTENT_TYPE,
            ...this.#write,
            ...conditionHeaders(options.condition),
            'content-md5': (0,external_node_crypto_.createHash)('md5').update(bytes).digest('base64'),
            'content-length': String(bytes.length),
        };
        const answer = await this.#sender.send(object, { operation: 'PutObject', method: 'PUT', headers, body: bytes, bodyHash: sha256(bytes) }, options.signal, ({ headers }) => written('PutObject', object, headers['etag'], headers[ENCRYPTION]));
        return answer ?? this.#sdk.put(object, bytes, options);
    }
    async copy(object, source, options) {
        const headers = {
            ...this.#write,
            ...sourceHeaders(source),
            ...conditionHeaders(options.condition),
            ...(options.silentOnTags !== true && { 'x-amz-tagging-directive': 'REPLACE' }),
            'content-length': '0',
        };
        const answer = await this.#sender.send(object, { operation: 'CopyObject', method: 'PUT', headers }, options.signal, (answer, subject) => {
            const result = resultIn(answer, subject, 'CopyObjectResult');
            return written('CopyObject', object, childText(result, 'ETag'), answer.headers[ENCRYPTION]);
        });
        return answer ?? this.#sdk.copy(object, source, options);
    }
    async uploadPart(part, body, options) {
        const source = new WatchedSource(part, body);
        const headers = { ...CONTENT_TYPE, 'content-length': String(body.sizeBytes) };
        try {
            const answer = await this.#sender.send(part, {
                operation: 'UploadPart',
                method: 'PUT',
                query: partQuery(part),
                headers,
                body: source,
                bodyHash: UNSIGNED_PAYLOAD,
            }, options.signal, ({ headers }) => ({
                ...written('UploadPart', part, headers['etag'], headers[ENCRYPTION]),
                number: part.number,
                checksums: partChecksums(checksumFields(headers)),
            }));
            return answer ?? (await this.#sdk.uploadPart(part, body, options));
        }
        catch (error) {
            // What the source says is the reason; the connection only broke because of it.
            throw source.failure === undefined ? error : source.failure.reason;
        }
    }
    async copyPart(part, source, range, options) {
        const headers = { ...sourceHeaders(source), 'x-amz-copy-source-range': rangeText(range), 'content-length': '0' };
        const answer = await this.#sender.send(part, { operation: 'UploadPartCopy', method: 'PUT', query: partQuery(part), headers }, options.signal, (answer, subject) => {
            const result = resultIn(answer, subject, 'CopyPartResult');
            const fields = Object.fromEntries(result.children.map(({ name, text }) => [name, text]));
            return {
                ...written('UploadPartCopy', part, fields['ETag'], answer.headers[ENCRYPTION]),
                number: part.number,
                checksums: partChecksums(fields),
            };
        });
        return answer ?? this.#sdk.copyPart(part, source, range, options);
    }
    close() {
        this.#sender.close();
        this.#sdk.close();
    }
}
const ENCRYPTION = 'x-amz-server-side-encryption';
function partQuery({ number, uploadId }) {
    return { partNumber: String(number), uploadId };
}
function opened(object, range, { headers, body }) {
    const head = headIn(headers);
    const inRange = range === undefined || headers['content-range']?.startsWith(`bytes ${range[0]}-${range[1] - 1}/`) === true;
    if (head !== undefined && inRange)
        return { head, body };
    void body.return();
    throw corrupt('GetObject', object, 'the answer to GET is not the range of bytes that was asked for');
}
/**
 * The document that a copy ends with: the store answers 200 before it is done, sends blanks while it works, and may end
 * with an error all the same, or not at all.
 */
function resultIn(answer, subject, root) {
    const document = readXml(answer.text);
    if (errorIn(document) !== undefined)
        throw failedLate(subject, answer);
    if (document?.name === root && childText(document, 'ETag') !== undefined)
        return document;
    throw unproven(subject, answer);
}
/** The bytes of a part, with an eye on their number and on what breaks them off. */
class WatchedSource {
    #part;
    #body;
    failure;
    constructor(part, body) {
        this.#part = part;
        this.#body = body;
    }
    async *[Symbol.asyncIterator]() {
        let room = this.#body.sizeBytes;
        try {
            for await (const chunk of this.#body.bytes) {
                room -= chunk.length;
                if (room < 0)
                    throw this.#wrong('more');
                yield chunk;
            }
            if (room > 0)
                throw this.#wrong('fewer');
        }
        catch (reason) {
            this.failure = { reason };
            throw reason;
        }
    }
    #wrong(how) {
        const { bucket, key } = this.#part;
        return new S3Fault(`the source gave ${how} bytes than it has`, { operation: 'UploadPart', bucket, key });
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/storage/s3/sdk-inputs.js

/** Names the object of a request. */
function named({ bucket, key }) {
    return { Bucket: bucket, Key: key };
}
/** Names the source of a copy, pinned to its ETag where that is known. */
function copied({ bucket, key, etag }) {
    return {
        CopySource: encodeCopySource(bucket, key),
        ...(etag !== undefined && { CopySourceIfMatch: `"${etag}"` }),
    };
}
/** The headers of a condition. */
function conditions(condition) {
    if (condition === undefined)
        return {};
    return 'ifMatch' in condition ? { IfMatch: `"${condition.ifMatch}"` } : { IfNoneMatch: '*' };
}
/** What every request that creates an object carries. */
function writeHeaders({ sse, kmsKeyId, storageClass, acl }) {
    return {
        ...(sse !== undefined && { ServerSideEncryption: sse }),
        ...(kmsKeyId !== undefined && { SSEKMSKeyId: kmsKeyId }),
        // The SDK lists the values that it knows; compatible servers have classes of their own.
        ...(storageClass !== undefined && { StorageClass: storageClass }),
        ...(acl !== undefined && { ACL: acl }),
    };
}

;// CONCATENATED MODULE: ./build/storage/s3/sdk-fault.js



/** Names that the SDK gives for want of an error code (answers to HEAD have no body). */
const NO_CODE = new Set([
    'Error',
    'Unknown',
    'UnknownError',
    'SyntaxError',
    'TypeError',
    'S3ServiceException',
]);
/** An exception of the SDK in our own terms. */
function faultOf(error, operation, object) {
    if (error instanceof S3Fault)
        return error;
    const { bucket, key } = object;
    const base = { operation, bucket, ...(key !== undefined && { key }) };
    if (typeof error !== 'object' || error === null)
        return new S3Fault(String(error), base);
    if (error instanceof CredentialsUnavailable) {
        return new S3Fault(error.message, { ...base, s3Code: 'CredentialsUnavailable' }, { cause: error });
    }
    const facts = { ...base, ...answerFacts(error), ...networkFacts(error) };
    // An answered exception repeats parts of the signed request (S3 quotes session tokens): only its message is
    // passed on.
    return new S3Fault(sdk_fault_messageIn(error), facts, facts.status === undefined ? { cause: error } : {});
}
const sdk_fault_QUOTED_CHARS = 200;
/** What the server said: of an answer that is no XML, its beginning, instead of the parser's complaint. */
function sdk_fault_messageIn(error) {
    const text = error.$responseBodyText;
    if (typeof text !== 'string' || text.trim() === '')
        return (0,system_error/* messageOf */.b)(error);
    return `it answered ${JSON.stringify(text.trim().replaceAll(/\s+/g, ' ').slice(0, sdk_fault_QUOTED_CHARS))}`;
}
function answerFacts(error) {
    const headers = error.$response?.headers ?? {};
    const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
    const requestId = error.$metadata?.requestId ?? headers['x-amz-request-id'];
    const bucketRegion = headers['x-amz-bucket-region'] ?? (typeof error.Region === 'string' ? error.Region : undefined);
    const code = typeof error.Code === 'string' ? error.Code : error.name;
    const retryAfter = Number(headers['retry-after']);
    return {
        ...(status !== undefined && { status }),
        ...(status !== undefined && !NO_CODE.has(code) && { s3Code: code }),
        // A status of success and still an exception: the answer could not be understood.
        ...(status !== undefined && status < 300 && { corrupt: true }),
        ...(requestId !== undefined && { requestId }),
        ...(bucketRegion !== undefined && { bucketRegion }),
        ...(headers['retry-after'] !== undefined
            && Number.isFinite(retryAfter) && { retryAfterMs: retryAfter * 1000 }),
    };
}
function networkFacts(error) {
    if (error.$metadata?.httpStatusCode !== undefined)
        return {};
    for (let at = error; typeof at === 'object' && at !== null; at = at.cause) {
        const code = (0,system_error/* systemCode */.x)(at);
        if (code !== undefined)
            return { networkCode: code };
    }
    return error.name === 'TimeoutError' ? { networkCode: 'ETIMEDOUT' } : {};
}

;// CONCATENATED MODULE: ./build/storage/s3/sdk-sender.js



/** Sends commands to the region that a bucket is in, and turns the SDK's exceptions into faults. */
class SdkSender {
    #clients;
    constructor(clients) {
        this.#clients = clients;
    }
    /** One request; a second one only where the first was answered "that bucket is in another region". */
    async send(operation, object, signal, send) {
        const options = signal === undefined ? {} : { abortSignal: signal };
        const used = await this.#clients.clientFor(object.bucket);
        try {
            return await send(used.client, options);
        }
        catch (error) {
            signal?.throwIfAborted();
            const fault = faultOf(error, operation, object);
            const { bucketRegion, status } = fault.facts;
            const misdirected = bucketRegion !== undefined && (status === 301 || status === 307 || status === 400);
            if (isExpired(fault) && (await this.#clients.renew(used))) {
                // Not here: the body may have been read already.
                throw new S3Fault(fault.message, { ...fault.facts, s3Code: CREDENTIALS_RENEWED });
            }
            if (!misdirected || !this.#clients.learn(object.bucket, bucketRegion, used.region))
                throw fault;
        }
        try {
            return await send((await this.#clients.clientFor(object.bucket)).client, options);
        }
        catch (error) {
            signal?.throwIfAborted();
            throw faultOf(error, operation, object);
        }
    }
    close() {
        this.#clients.close();
    }
}
function isExpired({ facts }) {
    return /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/.test(facts.s3Code ?? '');
}

;// CONCATENATED MODULE: ./build/storage/s3/sdk-api.js







/** {@link S3Api} through the AWS SDK. Every write carries what `write` says. */
function createSdkApi(settings, write, sender = new SdkSender(new RegionalClients(settings))) {
    return new SdkApi(sender, write);
}
class SdkApi {
    #sender;
    #write;
    constructor(sender, write) {
        this.#sender = sender;
        this.#write = writeHeaders(write);
    }
    async head(object, { signal, checksums }) {
        const command = new dist_cjs/* HeadObjectCommand */.l81({
            ...named(object),
            ...(checksums === true && { ChecksumMode: 'ENABLED' }),
        });
        const answer = await this.#sender.send('HeadObject', object, signal, (client, options) => client.send(command, options));
        const head = headOf(answer, answer.ContentLength);
        if (head === undefined)
            throw corrupt('HeadObject', object, 'the answer to HEAD has no Content-Length');
        return checksums === true ? { ...head, checksums: checksumsOf(answer) } : head;
    }
    async get(object, { signal, range, etag, }) {
        const command = new dist_cjs/* GetObjectCommand */.jLs({
            ...named(object),
            ...(range && { Range: `bytes=${range[0]}-${range[1] - 1}` }),
            ...(etag !== undefined && { IfMatch: `"${etag}"` }),
        });
        const answer = await this.#sender.send('GetObject', object, signal, (client, options) => client.send(command, options));
        if (answer.Body === undefined)
            throw corrupt('GetObject', object, 'the answer to GET has no body');
        const body = answer.Body;
        const head = headOf(answer, answer.ContentLength);
        const inRange = range === undefined || answer.ContentRange?.startsWith(`bytes ${range[0]}-${range[1] - 1}/`) === true;
        if (head === undefined || !inRange) {
            body.destroy();
            throw corrupt('GetObject', object, 'the answer to GET is not the range of bytes that was asked for');
        }
        const giveUp = () => {
            body.destroy(signal?.reason);
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        body.once('close', () => {
            signal?.removeEventListener('abort', giveUp);
        });
        return { head, body };
    }
    async put(object, bytes, { signal, condition }) {
        const command = new dist_cjs/* PutObjectCommand */.wKZ({
            ...named(object),
            ...this.#write,
            ...conditions(condition),
            Body: bytes,
            ContentLength: bytes.length,
            ContentMD5: (0,external_node_crypto_.createHash)('md5').update(bytes).digest('base64'),
        });
        const answer = await this.#sender.send('PutObject', object, signal, (client, options) => client.send(command, options));
        return written('PutObject', object, answer.ETag, answer.ServerSideEncryption);
    }
    async copy(object, source, { signal, condition, silentOnTags }) {
        const command = new dist_cjs/* CopyObjectCommand */.s9Z({
            ...named(object),
            ...this.#write,
            ...copied(source),
            ...conditions(condition),
            // Carrying tags would need permissions of its own; Flink's objects have none.
            ...(silentOnTags !== true && { TaggingDirective: 'REPLACE' }),
        });
        const answer = await this.#sender.send('CopyObject', object, signal, (client, options) => client.send(command, options));
        return written('CopyObject', object, answer.CopyObjectResult?.ETag, answer.ServerSideEncryption);
    }
    async createUpload(object, { signal }) {
        const command = new dist_cjs/* CreateMultipartUploadCommand */.nG4({ ...named(object), ...this.#write });
        const answer = await this.#sender.send('CreateMultipartUpload', object, signal, (client, options) => client.send(command, options));
        if (answer.UploadId === undefined || answer.UploadId === '')
            throw corrupt('CreateMultipartUpload', object, 'the answer has no UploadId');
        return answer.UploadId;
    }
    async uploadPart(part, body, { signal }) {
        const stream = external_node_stream_.Readable.from(body.bytes, { objectMode: false });
        const command = new dist_cjs/* UploadPartCommand */.iVK({
            ...named(part),
            UploadId: part.uploadId,
            PartNumber: part.number,
            Body: stream,
            ContentLength: body.sizeBytes,
        });
        // The handler pipes the body without looking at its errors: a source that fails would leave the request
        // hanging.
        const broken = new AbortController();
        stream.once('error', (error) => {
            broken.abort(error);
        });
        const both = signal === undefined ? broken.signal : AbortSignal.any([signal, broken.signal]);
        try {
            const answer = await this.#sender.send('UploadPart', part, both, (client, options) => client.send(command, options));
            return {
                ...written('UploadPart', part, answer.ETag, answer.ServerSideEncryption),
                number: part.number,
                checksums: partChecksums(answer),
            };
        }
        finally {
            stream.destroy();
        }
    }
    async copyPart(part, source, range, { signal }) {
        const command = new dist_cjs/* UploadPartCopyCommand */.Xp2({
            ...named(part),
            ...copied(source),
            UploadId: part.uploadId,
            PartNumber: part.number,
            CopySourceRange: `bytes=${range[0]}-${range[1] - 1}`,
        });
        const answer = await this.#sender.send('UploadPartCopy', part, signal, (client, options) => client.send(command, options));
        const result = answer.CopyPartResult;
        return {
            ...written('UploadPartCopy', part, result?.ETag, answer.ServerSideEncryption),
            number: part.number,
            checksums: partChecksums(result ?? {}),
        };
    }
    async completeUpload(object, uploadId, parts, { signal, condition }) {
        const command = new dist_cjs/* CompleteMultipartUploadCommand */.Gym({
            ...named(object),
            ...conditions(condition),
            UploadId: uploadId,
            MultipartUpload: {
                Parts: parts.map((part) => ({ ...part.checksums, ETag: `"${part.etag}"`, PartNumber: part.number })),
            },
        });
        const answer = await this.#sender.send('CompleteMultipartUpload', object, signal, (client, options) => client.send(command, options));
        return written('CompleteMultipartUpload', object, answer.ETag, answer.ServerSideEncryption);
    }
    async abortUpload(object, uploadId, { signal }) {
        const command = new dist_cjs/* AbortMultipartUploadCommand */.tfP({ ...named(object), UploadId: uploadId });
        await this.#sender.send('AbortMultipartUpload', object, signal, (client, options) => client.send(command, options));
    }
    async countUploads(object, { signal }) {
        const command = new dist_cjs/* ListMultipartUploadsCommand */.mo2({ Bucket: object.bucket, Prefix: object.key });
        const answer = await this.#sender.send('ListMultipartUploads', object, signal, (client, options) => client.send(command, options));
        return (answer.Uploads ?? []).filter(({ Key }) => Key === object.key).length;
    }
    async list(bucket, prefix, token, { signal }) {
        const command = new dist_cjs/* ListObjectsV2Command */.u6x({
            Bucket: bucket,
            Prefix: prefix,
            EncodingType: 'url',
            ...(token !== undefined && { ContinuationToken: token }),
        });
        const answer = await this.#sender.send('ListObjectsV2', { bucket, key: prefix }, signal, (client, options) => client.send(command, options));
        // Only where the server says that it encoded are keys encoded: some ignore the wish, or answer it with an
        // empty element.
        const decode = answer.EncodingType === 'url' ? decodeListed : (text) => text;
        const entries = (answer.Contents ?? []).map((entry) => {
            const head = headOf(entry, entry.Size);
            const key = decode(entry.Key ?? '');
            if (head === undefined || key === undefined || key === '') {
                throw corrupt('ListObjectsV2', { bucket, key: prefix }, 'an entry has no key or size that can be read');
            }
            return { ...head, key };
        });
        if (answer.IsTruncated !== true)
            return { entries };
        if (answer.NextContinuationToken === undefined || answer.NextContinuationToken === token) {
            throw corrupt('ListObjectsV2', { bucket, key: prefix }, 'the listing is cut off without a token to continue');
        }
        return { entries, next: answer.NextContinuationToken };
    }
    async removeMany(bucket, keys, { signal }) {
        const command = new dist_cjs/* DeleteObjectsCommand */.xvx({
            Bucket: bucket,
            Delete: { Quiet: true, Objects: keys.map((Key) => ({ Key })) },
        });
        const answer = await this.#sender.send('DeleteObjects', { bucket }, signal, (client, options) => client.send(command, options));
        return (answer.Errors ?? []).map((error) => ({
            key: error.Key ?? '',
            code: error.Code ?? '',
            message: error.Message ?? '',
        }));
    }
    async remove(object, { signal }) {
        await this.#sender.send('DeleteObject', object, signal, (client, options) => client.send(new dist_cjs/* DeleteObjectCommand */.k4j(named(object)), options));
    }
    close() {
        this.#sender.close();
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/transport.js





/** The variable that chooses how the bulk of the requests is sent. */
const VARIABLE = 'FLINK_SNAPSHOT_TRANSPORT';
/**
 * Opens the way to S3 that the environment chooses: `raw` sends the requests that come by the thousand over a pool of its
 * own and the others through the AWS SDK, `sdk` sends all through the SDK.
 *
 * @throws StorageError `unsupported` for any other value of `FLINK_SNAPSHOT_TRANSPORT`.
 */
function openApi(settings, write, env = process.env) {
    const sender = new SdkSender(new RegionalClients(settings));
    const sdk = createSdkApi(settings, write, sender);
    return transportOf(env[VARIABLE]) === 'sdk' ? sdk : createRawApi(sdk, sender, write);
}
function transportOf(value) {
    if (value === undefined || value === '')
        return 'raw';
    if (value === 'raw' || value === 'sdk')
        return value;
    throw new storage_error/* StorageError */.a(`${VARIABLE} is ${JSON.stringify(value)}: set it to raw (what it is without the variable) or to sdk, or unset it`, { code: 'unsupported', operation: VARIABLE });
}

;// CONCATENATED MODULE: ./build/storage/s3/s3-store.js














/**
 * A store of S3 objects: Amazon's, or any server that speaks its protocol. No request is sent before the
 * first operation.
 */
function createS3Store(settings, options) {
    return new S3Store(settings, options);
}
class S3Store {
    type = 's3';
    endpoint;
    cost;
    #session;
    #limits;
    #copier;
    constructor(settings, { write, parts, ...options }) {
        this.endpoint = isAws(settings) ? 'aws' : new URL(settings.endpoint ?? '').href;
        this.#limits = { ...DEFAULT_PARTS, ...parts };
        this.#session = new Session(openApi(settings, write ?? {}), { ...options, settings });
        this.#copier = new ServerCopier(this.#session, this.#limits);
        this.cost = costOf(this.#limits);
    }
    async stat(location, { signal } = {}) {
        const head = await this.#session.explained('look at', location, () => headIfAny(this.#session, refOf(location), signal));
        return head === undefined ? undefined : infoOf(location, head);
    }
    list(directory, options) {
        return listObjects(this.#session, directory, options);
    }
    async read(location, { signal, maxBytes }) {
        const object = refOf(location);
        return this.#session.explained('read', location, () => this.#session.run(object, async (inner, alive) => {
            const { head, body } = await this.#session.api.get(object, { signal: inner });
            if (head.sizeBytes > maxBytes) {
                await body[Symbol.asyncIterator]().return?.();
                throw tooLarge(location, head.sizeBytes, maxBytes);
            }
            return { info: infoOf(location, head), bytes: await collect(body, object, head, alive) };
        }, { signal }));
    }
    source(info) {
        return rangeSource(this.#session, refOf(info.location), info);
    }
    write(location, source, options = {}) {
        return this.#session.explained('write', location, () => upload(this.#session, this.#limits, location, refOf(location), source, options));
    }
    publish(location, bytes, { replace, signal }) {
        const publish = replace ? publishReplacing : publishIfAbsent;
        return this.#session.explained('write', location, () => publish(this.#session, refOf(location), bytes, signal));
    }
    remove(locations, options) {
        return removeObjects(this.#session, locations, options);
    }
    async copyWithin(from, to, options = {}) {
        try {
            return await this.#copier.copy(from, to, options);
        }
        catch (error) {
            throw this.#explainCopy(error, from.location, to);
        }
    }
    async checksums(info, { signal } = {}) {
        const head = await this.#session.explained('look at', info.location, () => headIfAny(this.#session, refOf(info.location), signal, true));
        // Of another content the checksum would prove nothing.
        return head === undefined || head.etag !== info.etag ? new Map() : (head.checksums ?? new Map());
    }
    countUploads(location, { signal } = {}) {
        const object = refOf(location);
        return this.#session.explained('list', location, () => this.#session.run(object, (inner) => this.#session.api.countUploads(object, { signal: inner }), { signal }));
    }
    close() {
        this.#session.api.close();
    }
    /** Of a copy's faults, those about what is there, archived or changed speak of the source. */
    #explainCopy(error, from, to) {
        const asSource = this.#session.explain(error, 'copy', from);
        if (asSource instanceof storage_error/* StorageError */.a && ['not-found', 'archived', 'changed'].includes(asSource.code))
            return asSource;
        return this.#session.explain(error, 'copy', to);
    }
}
function refOf(location) {
    return { bucket: location.authority, key: (0,location_location/* keyOf */.TN)(location) };
}
function infoOf(location, { sizeBytes, etag, modifiedAt, storageClass }) {
    return {
        location,
        sizeBytes,
        ...(etag !== undefined && { etag }),
        ...(modifiedAt !== undefined && { modifiedAt }),
        ...(storageClass !== undefined && { storageClass }),
    };
}
function tooLarge(location, sizeBytes, maxBytes) {
    return new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} has ${sizeBytes} bytes where at most ${maxBytes} were expected: check that it is the right object`, { code: 'too-large', operation: 'GetObject', location });
}
async function collect(body, object, head, alive) {
    const chunks = [];
    try {
        for await (const chunk of body) {
            alive();
            chunks.push(chunk);
        }
    }
    catch (error) {
        throw bodyFault(error, object);
    }
    const bytes = Buffer.concat(chunks);
    if (bytes.length === head.sizeBytes)
        return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    throw new S3Fault('the body has another length than was announced', {
        operation: 'GetObject',
        ...object,
        status: 200,
        corrupt: true,
    });
}
function costOf({ copyWholeBytes, copyPartBytes, putWholeBytes, uploadPartBytes, maxParts, }) {
    const parts = (sizeBytes, partBytes) => splitIntoParts(sizeBytes, partBytes, maxParts).length;
    return {
        copyWithin: (size) => (size <= copyWholeBytes ? 1 : 2 + parts(size, copyPartBytes)),
        write: (size) => (size <= putWholeBytes ? 1 : 2 + parts(size, uploadPartBytes)),
        readsForWrite: (size) => (size <= putWholeBytes ? 1 : parts(size, uploadPartBytes)),
    };
}


/***/ })

};
