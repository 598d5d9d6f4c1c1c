export const id = 808;
export const ids = [808];
export const modules = {

/***/ 4837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ bareEtag),
/* harmony export */   J: () => (/* binding */ md5InEtag)
/* harmony export */ });
/** An ETag without its quotes; `undefined` where there is none. */
function bareEtag(etag) {
    const bare = etag?.replace(/^W\//, '').replaceAll('"', '');
    return bare === '' ? undefined : bare;
}
/**
 * The MD5 that a bare ETag may be, in lower case: 32 hexadecimal digits. That it has the form does not make it one; where a
 * key service encrypts, it has the form and is none. `undefined` for any other ETag, those of uploads in parts too.
 */
function md5InEtag(etag) {
    return etag !== undefined && /^[0-9a-f]{32}$/i.test(etag) ? etag.toLowerCase() : undefined;
}


/***/ }),

/***/ 9552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ bodyFault)
/* harmony export */ });
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5012);
/* harmony import */ var _system_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4186);
/* harmony import */ var _s3_api_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1222);



/** What broke off a body, as a fault that can be tried again. */
function bodyFault(error, object) {
    if (error instanceof _s3_api_js__WEBPACK_IMPORTED_MODULE_1__/* .S3Fault */ .f || error instanceof _storage_error_js__WEBPACK_IMPORTED_MODULE_0__/* .StorageError */ .a)
        return error;
    const code = (0,_system_error_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .x)(error) ?? 'ECONNRESET';
    return new _s3_api_js__WEBPACK_IMPORTED_MODULE_1__/* .S3Fault */ .f((0,_system_error_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .b)(error), { operation: 'GetObject', ...object, networkCode: code }, { cause: error });
}


/***/ }),

/***/ 16:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O0: () => (/* binding */ encodePath),
/* harmony export */   jR: () => (/* binding */ encodeStrictly),
/* harmony export */   lz: () => (/* binding */ encodeCopySource)
/* harmony export */ });
/**
 * The value of `x-amz-copy-source`: bucket and key, every byte percent-encoded but the unreserved ones and `/`. Servers
 * decode it as a query, so that a bare `+` would mean a blank to some of them.
 */
function encodeCopySource(bucket, key) {
    return `${bucket}/${encodePath(key)}`;
}
/** Nearly all keys of Flink's are of these alone. */
const PLAIN_PATH = /^[\w.~/-]*$/;
const PLAIN = /^[\w.~-]*$/;
/** A key as a path: every byte percent-encoded but the unreserved ones and `/`. */
function encodePath(key) {
    if (PLAIN_PATH.test(key))
        return key;
    return key.split('/').map(encodeStrictly).join('/');
}
/** Every byte percent-encoded but the unreserved ones, as signatures want it. */
function encodeStrictly(text) {
    if (PLAIN.test(text))
        return text;
    return encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}


/***/ }),

/***/ 660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ isAws),
/* harmony export */   t: () => (/* binding */ isPathStyle)
/* harmony export */ });
/** Whether the endpoint is Amazon's own: none given, or one of its names. */
function isAws(settings) {
    if (settings.endpoint === undefined)
        return true;
    return /(^|\.)amazonaws\.com(\.cn)?$/i.test(new URL(settings.endpoint).hostname);
}
/**
 * Whether buckets stand in the path of a URL. Compatible servers are found so unless told otherwise: few have wildcard DNS and
 * certificates.
 */
function isPathStyle(settings) {
    return settings.forcePathStyle ?? !isAws(settings);
}


/***/ }),

/***/ 1952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ requireProxyUrl)
/* harmony export */ });
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5012);

/** The URL of a proxy, as a variable of the environment names it. @throws StorageError `unreachable` for anything else */
function requireProxyUrl(text) {
    if (/^https?:\/\//i.test(text) && URL.canParse(text))
        return new URL(text);
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_0__/* .StorageError */ .a('the proxy variables (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) do not hold an http:// or https:// URL: '
        + 'correct them, or name the S3 host in NO_PROXY', { code: 'unreachable', operation: 'proxy' });
}


/***/ }),

/***/ 62:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ trustedCertificates)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5012);


/** Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed. */
function nodesTls() {
    return process.getBuiltinModule('node:tls');
}
/**
 * The certificates to trust when `AWS_CA_BUNDLE` is set: Node's own and `NODE_EXTRA_CA_CERTS` (which an explicit list
 * would otherwise switch off), then the bundle's. `undefined` without `AWS_CA_BUNDLE`: Node's defaults hold.
 *
 * @param complete Node's own complete list, where it has one.
 * @throws StorageError `tls` where the file cannot be read or holds no certificate.
 */
function trustedCertificates(env = process.env, complete) {
    const path = env['AWS_CA_BUNDLE'];
    if (path === undefined || path === '')
        return undefined;
    return [...defaultCertificates(env, complete ?? nodesTls().getCACertificates ?? 'none'), readBundle(path)];
}
function readBundle(path) {
    const facts = { code: 'tls', operation: 'AWS_CA_BUNDLE' };
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
    }
    catch (error) {
        throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_1__/* .StorageError */ .a(`AWS_CA_BUNDLE names ${path}, which cannot be read: give the path of a PEM file with the certificate authority, or unset it`, facts, { cause: error });
    }
    if (!text.includes('-----BEGIN CERTIFICATE-----')) {
        throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_1__/* .StorageError */ .a(`AWS_CA_BUNDLE names ${path}, which holds no PEM certificate: give a file with BEGIN CERTIFICATE lines`, facts);
    }
    return text;
}
function defaultCertificates(env, complete) {
    if (complete !== 'none')
        return complete('default');
    const extra = env['NODE_EXTRA_CA_CERTS'];
    if (extra === undefined || extra === '')
        return nodesTls().rootCertificates;
    try {
        return [...nodesTls().rootCertificates, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(extra, 'utf8')];
    }
    catch {
        // Node itself has warned at its start that the file cannot be read, and goes on without it.
        return nodesTls().rootCertificates;
    }
}


/***/ }),

/***/ 9219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ ORIGIN),
/* harmony export */   y: () => (/* binding */ originOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** The name under which a written object keeps its origin among its user metadata (`x-amz-meta-…`). */
const ORIGIN = 'flink-snapshot-origin';
/**
 * What an object that is written from an S3 object keeps of it: a digest of its place, its size and the ETag to which
 * every read of it is pinned. An object in parts has an ETag of its own, and most stores have no checksum of it: then this
 * is what says, without reading it, that it is whole and of which content. `undefined` for a source without an ETag.
 */
function originOf({ bucket, key }, sizeBytes, etag) {
    if (etag === undefined)
        return undefined;
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify([bucket, key, sizeBytes, etag])).digest('hex');
}


/***/ }),

/***/ 3234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ onAbort)
/* harmony export */ });
const LISTENERS = new WeakMap();
/**
 * Calls the listener when the signal is aborted, not for one that is aborted already. Hundreds of requests wait for one signal,
 * and an EventTarget compares each new listener with all that it has: so it gets one, which tells the others.
 *
 * @returns what takes the listener away again; with the last one, the signal is free of it.
 */
function onAbort(signal, listener) {
    if (signal === undefined || signal.aborted)
        return () => undefined;
    const { told, tell } = listenersOf(signal);
    if (told.size === 0)
        signal.addEventListener('abort', tell, { once: true });
    told.add(listener);
    return () => {
        if (told.delete(listener) && told.size === 0)
            signal.removeEventListener('abort', tell);
    };
}
function listenersOf(signal) {
    let listeners = LISTENERS.get(signal);
    if (listeners === undefined) {
        const told = new Set();
        const tell = () => {
            const all = [...told];
            told.clear();
            for (const listener of all)
                listener();
        };
        listeners = { told, tell };
        LISTENERS.set(signal, listeners);
    }
    return listeners;
}


/***/ }),

/***/ 9239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ct: () => (/* binding */ MACHINE_TIME),
/* harmony export */   HK: () => (/* binding */ heard),
/* harmony export */   XS: () => (/* binding */ watchSilence)
/* harmony export */ });
/* unused harmony export onHeard */
/* harmony import */ var _abort_listeners_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3234);
/* harmony import */ var _s3_api_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1222);


/** The time of the machine. */
const MACHINE_TIME = {
    start: setTimeout,
    stop: (timer) => {
        clearTimeout(timer);
    },
};
const WATCHES = new WeakMap();
/** Something was heard of the attempt that was given this signal; for places where only the signal gets to. */
function heard(signal) {
    if (signal !== undefined)
        WATCHES.get(signal)?.();
}
/** Has `listener` called for whatever is {@link heard} of the attempt with this signal. */
function onHeard(signal, listener) {
    WATCHES.set(signal, listener);
}
/** Starts the clock. `AbortSignal.any` would keep a trace of every attempt in a long-lived signal. */
function watchSilence(object, limitMs, signal, clock) {
    const controller = new AbortController();
    const forward = () => {
        controller.abort(signal?.reason);
    };
    const expired = () => {
        const { bucket = '', key } = object;
        controller.abort(new _s3_api_js__WEBPACK_IMPORTED_MODULE_1__/* .S3Fault */ .f(`nothing was heard for ${limitMs / 1000} seconds`, {
            operation: 'waiting',
            bucket,
            ...(key !== undefined && { key }),
            networkCode: 'STALLED',
        }));
    };
    let timer = clock.start(expired, limitMs);
    let over = false;
    const rest = () => {
        clock.stop(timer);
    };
    if (signal?.aborted === true)
        forward();
    const forget = (0,_abort_listeners_js__WEBPACK_IMPORTED_MODULE_0__/* .onAbort */ .u)(signal, forward);
    const alive = () => {
        rest();
        // A body may still be told to give bytes when its attempt has ended already.
        if (!over)
            timer = clock.start(expired, limitMs);
    };
    onHeard(controller.signal, alive);
    return {
        signal: controller.signal,
        rest,
        alive,
        end: () => {
            over = true;
            rest();
            forget();
            // Without this, the minor collector of V8 would keep it: what an old weak map holds is dead for the major one only.
            WATCHES.delete(controller.signal);
        },
    };
}


/***/ }),

/***/ 1222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ S3Fault)
/* harmony export */ });
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


/***/ }),

/***/ 6808:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createS3Store: () => (/* binding */ createS3Store)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
// EXTERNAL MODULE: ./build/storage/s3/body-fault.js
var body_fault = __webpack_require__(9552);
// EXTERNAL MODULE: ./build/storage/s3/endpoint.js
var endpoint = __webpack_require__(660);
// EXTERNAL MODULE: ./build/storage/s3/s3-api.js
var s3_api = __webpack_require__(1222);
;// CONCATENATED MODULE: ./build/storage/s3/writing/conditional.js

/** Whether the fault is a refusal for want of permission. */
function isDenied(error) {
    return (error instanceof s3_api/* S3Fault */.f
        && error.facts.status === 403
        && error.facts.s3Code !== 'RequestTimeTooSkewed'
        && (error.facts.s3Code === undefined || error.facts.s3Code === 'AccessDenied'));
}
/** Whether the fault says that the condition does not hold. */
function isConditionFailed(error) {
    return error instanceof s3_api/* S3Fault */.f && error.facts.status === 412;
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
        throw error instanceof s3_api/* S3Fault */.f ? new s3_api/* S3Fault */.f(error.message, error.facts, { cause: denied }) : error;
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
        if (!(error instanceof s3_api/* S3Fault */.f))
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
        return second instanceof s3_api/* S3Fault */.f && second.facts.s3Code !== undefined ? second : error;
    }
}

// EXTERNAL MODULE: ./build/storage/held-memory.js
var held_memory = __webpack_require__(2075);
;// CONCATENATED MODULE: ./build/storage/s3/reading/key-order.js
/** S3 lists keys by the bytes of their UTF-8. Texts of JavaScript compare by units of UTF-16: surrogates are where the two differ. */
const SURROGATE = /[\ud800-\udfff]/;
/** Compares two keys as S3 orders them. */
function compareKeys(a, b) {
    if (a === b)
        return 0;
    if (SURROGATE.test(a) || SURROGATE.test(b))
        return Buffer.compare(Buffer.from(a), Buffer.from(b));
    return a < b ? -1 : 1;
}

;// CONCATENATED MODULE: ./build/storage/s3/reading/range-listing.js

/** A page of S3's has 1,000 keys. With a few that nobody expected, such as `_metadata`, those of a range still fit into one. */
const KEYS_PER_RANGE = 980;
/** Ranges that are listed at once. */
const AT_ONCE = 16;
/** A page that shows the order of a store, by so many keys of it. */
const ENOUGH_TO_SHOW = 100;
/** As many characters of seven bits as a double holds exactly. */
const DIGITS = 7;
const BASE = 128;
const HIGH_SURROGATE = /[\ud800-\udbff]/;
/**
 * Texts that cut a listing into ranges of about a page each, from locations that are expected in it. None where that makes too few
 * ranges to be worth while. They are told apart by a few characters behind what all of them begin with: a list of all their keys, in
 * order, would take more time and memory than the listing.
 *
 * @param expected is gone through twice.
 */
function bordersOf(expected) {
    let count = 0;
    let shared;
    for (const { path } of expected) {
        count++;
        shared = shared === undefined ? path : beginOf(shared, path);
    }
    if (shared === undefined || count < 2 * KEYS_PER_RANGE)
        return [];
    const numbers = new Float64Array(count);
    let index = 0;
    for (const { path } of expected)
        numbers[index++] = numberAt(path, shared.length);
    numbers.sort();
    const borders = [];
    let before = -1;
    for (let at = KEYS_PER_RANGE; at < count; at += KEYS_PER_RANGE) {
        const number = numbers[at - 1] ?? 0;
        if (number > before)
            borders.push(shared.slice(1) + textOf(number));
        before = number;
    }
    return borders;
}
/** What both begin with. */
function beginOf(a, b) {
    if (b.startsWith(a))
        return a;
    let length = 0;
    while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length))
        length++;
    // Never half a character: no URL can carry that.
    if (HIGH_SURROGATE.test(a.charAt(length - 1)))
        length--;
    return a.slice(0, length);
}
/** The characters from a place on as digits, so that numbers have the order of keys. What is not ASCII counts as the last of it. */
function numberAt(path, from) {
    let number = 0;
    for (let at = from; at < from + DIGITS; at++) {
        number = number * BASE + (at < path.length ? Math.min(path.charCodeAt(at), BASE - 1) : 0);
    }
    return number;
}
function textOf(number) {
    let text = '';
    for (let rest = number; rest > 0; rest = Math.floor(rest / BASE)) {
        const digit = rest % BASE;
        if (digit > 0)
            text = String.fromCharCode(digit) + text;
    }
    return text;
}
/**
 * Every object below the reader's directory, its ranges side by side: a store that is 30 ms away gives 10 pages one after the other in
 * 0.3 s. The listing is complete whatever the borders are worth; where they are good, it takes no more requests than a plain one.
 *
 * Stores that refuse to begin behind a key, do not do it, or list in another order than that of the keys' bytes are listed one page
 * after the other. S3's own directory buckets are of these.
 */
async function* listRanges(reader, borders, signal) {
    const [border = ''] = borders;
    const [first, second] = await Promise.all([
        reader.read({}, signal),
        // A store that refuses the parameter is one that does not know it; what else is wrong shows in the plain listing.
        reader.read({ startAfter: border }, signal).catch(() => undefined),
    ]);
    if (second === undefined || !showsOrder(second.entries, border)) {
        yield* listOn(reader, first, signal);
        reader.warn();
        return;
    }
    const ranges = [undefined, ...borders].map((after, index) => ({ after, last: borders[index] }));
    const pages = new RangePages(reader, ranges, [first, second], signal);
    try {
        for (let page = await pages.next(); page !== undefined; page = await pages.next()) {
            const objects = reader.objectsIn(page);
            if (objects.length > 0)
                yield objects;
        }
        reader.warn();
    }
    finally {
        pages.stop();
    }
}
async function* listOn(reader, first, signal) {
    for (let page = first;; page = await reader.read({ token: page.next }, signal)) {
        const objects = reader.objectsIn(page.entries);
        if (objects.length > 0)
            yield objects;
        if (page.next === undefined)
            return;
    }
}
/** Fewer keys than this show nothing; then there is little behind the border, and nothing is lost by going one by one. */
function showsOrder(entries, after) {
    return entries.length >= ENOUGH_TO_SHOW && isInOrder(entries, after);
}
function isInOrder(entries, after) {
    let before = after;
    return entries.every(({ key }) => {
        const ascending = before === undefined || compareKeys(before, key) < 0;
        before = key;
        return ascending;
    });
}
/** The pages of all ranges, in the order in which they come. */
class RangePages {
    #reader;
    #signal;
    #stopped = new AbortController();
    #forget;
    #waiting;
    /** What is asked for: each ends with its entries, and with what comes next of its range. */
    #asked = new Set();
    constructor(reader, ranges, known, signal) {
        this.#reader = reader;
        const stop = () => { this.#stopped.abort(signal?.reason); };
        signal?.addEventListener('abort', stop, { once: true });
        this.#forget = () => { signal?.removeEventListener('abort', stop); };
        this.#signal = this.#stopped.signal;
        this.#waiting = ranges.slice(known.length).reverse();
        known.forEach((page, index) => {
            const range = ranges[index];
            if (range !== undefined)
                this.#ask(range, Promise.resolve(page));
        });
        this.#fill();
    }
    /** The entries of the next page; `undefined` when all have come. @throws StorageError */
    async next() {
        if (this.#asked.size === 0)
            return undefined;
        const { entries, done } = await Promise.race(this.#asked);
        done();
        this.#fill();
        return entries;
    }
    /** Nothing more is wanted. */
    stop() {
        this.#forget();
        this.#stopped.abort(new Error('the listing is not wanted any more'));
    }
    #fill() {
        while (this.#asked.size < AT_ONCE) {
            const range = this.#waiting.pop();
            if (range === undefined)
                return;
            this.#ask(range, this.#reader.read(range.after === undefined ? {} : { startAfter: range.after }, this.#signal));
        }
    }
    #ask(range, asked) {
        const promise = asked.then((page) => {
            const part = within(range, page);
            if (part === undefined)
                throw this.#reader.disordered();
            const { entries, isLast } = part;
            return {
                entries,
                done: () => {
                    this.#asked.delete(promise);
                    if (!isLast)
                        this.#ask(range, this.#reader.read({ token: page.next }, this.#signal));
                },
            };
        });
        // Of those that fail together, one is told.
        promise.catch(() => undefined);
        this.#asked.add(promise);
    }
}
/** What of a page belongs to a range; `undefined` where the page is not in the order in which the store began. */
function within({ after, last }, { entries, next }) {
    if (!isInOrder(entries, after))
        return undefined;
    const end = entries.at(-1);
    if (last === undefined || end === undefined)
        return { entries, isLast: next === undefined };
    const isLast = next === undefined || compareKeys(end.key, last) >= 0;
    return { entries: compareKeys(end.key, last) <= 0 ? entries : entries.filter(({ key }) => compareKeys(key, last) <= 0), isLast };
}

;// CONCATENATED MODULE: ./build/storage/s3/reading/listing.js



/** Every object below the directory, a page of the store at a time. */
async function* listObjects(session, directory, { expected = [], ...options } = {}) {
    const borders = bordersOf(expected);
    if (borders.length > 0) {
        yield* listRanges(new PageReader(session, directory), borders, options.signal);
        return;
    }
    for await (const { objects } of listPages(session, directory, false, options)) {
        if (objects.length > 0)
            yield objects;
    }
}
/** What lies directly in the directory, a page of the store at a time. */
async function* listLevel(session, directory, options = {}) {
    const told = new Set();
    for await (const { objects, directories } of listPages(session, directory, true, options)) {
        // A server may cut a page in the midst of a directory's keys, and name the directory on both.
        const fresh = directories.filter(({ path }) => !told.has(path));
        for (const { path } of fresh)
            told.add(path);
        if (objects.length + fresh.length > 0)
            yield { objects, directories: fresh };
    }
}
async function* listPages(session, directory, oneLevel, { signal }) {
    const reader = new PageReader(session, directory);
    let token;
    do {
        const page = await reader.read({ token, oneLevel }, signal);
        yield { objects: reader.objectsIn(page.entries), directories: reader.directoriesIn(page) };
        token = page.next;
    } while (token !== undefined);
    reader.warn();
}
/** Reads pages of what is below one directory. */
class PageReader {
    #session;
    #directory;
    /** What the keys of the directory begin with. */
    prefix;
    #unnameable = 0;
    constructor(session, directory) {
        this.#session = session;
        this.#directory = directory;
        this.prefix = directory.path === '/' ? '' : `${(0,location_location/* keyOf */.TN)(directory)}/`;
    }
    /** One page: the first one, the one that a token leads to, or the first one behind a key. @throws StorageError */
    read({ token, ...options }, signal) {
        const bucket = this.#directory.authority;
        return this.#session.explained('list', this.#directory, () => this.#session.run({ bucket, key: this.prefix }, (inner) => this.#session.api.list(bucket, this.prefix, token, { signal: inner, ...options }), { signal }));
    }
    objectsIn(entries) {
        const objects = [];
        for (const entry of entries) {
            const { key } = entry;
            if (isDirectoryMarker(key) || !key.startsWith(this.prefix))
                continue;
            if (isNameable(key))
                objects.push(objectAt({ ...this.#directory, path: ownText(`/${key}`) }, entry));
            else
                this.#unnameable++;
        }
        return objects;
    }
    directoriesIn({ prefixes }) {
        const directories = [];
        for (const text of prefixes) {
            const key = text.replace(/\/$/, '');
            if (!text.startsWith(this.prefix) || text === this.prefix)
                continue;
            if (isNameable(key))
                directories.push({ ...this.#directory, path: `/${key}` });
            else
                this.#unnameable++;
        }
        return directories;
    }
    /** What is wrong with a store that lists in the order of its keys, and then does not. */
    disordered() {
        const facts = { operation: 'ListObjectsV2', bucket: this.#directory.authority, key: this.prefix, status: 200, corrupt: true };
        return this.#session.explain(new s3_api/* S3Fault */.f('the listing is not in the order of its keys', facts), 'list', this.#directory);
    }
    /** Tells of keys that were left out, when all pages were read. */
    warn() {
        if (this.#unnameable === 0)
            return;
        this.#session.warn(`${this.#unnameable} keys below s3://${this.#directory.authority}/${this.prefix} have empty or dot segments or a backslash, which Flink cannot name; they are left out`);
    }
}
function objectAt(location, { sizeBytes, etag, modifiedAt, storageClass }) {
    return {
        location,
        sizeBytes,
        ...(etag !== undefined && { etag: ownText(etag) }),
        ...(modifiedAt !== undefined && { modifiedAt }),
        ...(storageClass !== undefined && { storageClass: ownText(storageClass) }),
    };
}
/** A piece of a text keeps all of it in memory, here the page of a listing. */
function ownText(piece) {
    return ONE_BYTE.test(piece) ? Buffer.from(piece, 'latin1').toString('latin1') : piece;
}
/** What has other characters is rare, and would have to be copied at twice the size. */
const ONE_BYTE = /^[\u0000-\u00ff]*$/;
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

;// CONCATENATED MODULE: ./build/storage/s3/writing/parts.js
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
// EXTERNAL MODULE: ./build/storage/etag.js
var etag = __webpack_require__(4837);
;// CONCATENATED MODULE: ./build/storage/s3/writing/digests.js



/** Digests of bytes in memory, each made when it is first asked for: MD5 costs as much as all the rest of a transfer. */
class Digests {
    #bytes;
    #crc32;
    #md5;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** In base64 of its four bytes, as S3 writes it. */
    get crc32() {
        // Loaded where it is needed: most copies are the store's own, and a small one takes little longer than this module to load.
        this.#crc32 ??= crc32Text(process.getBuiltinModule('node:zlib').crc32(this.#bytes));
        return this.#crc32;
    }
    /** In hexadecimal digits, as ETags have it. */
    get md5() {
        this.#md5 ??= (0,external_node_crypto_.createHash)('md5').update(this.#bytes).digest('hex');
        return this.#md5;
    }
}
function crc32Text(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes.toString('base64');
}
/**
 * What the answer to a write says of its content must be true of what was sent: the CRC-32 that the store made of what it
 * got, else the ETag where that is an MD5.
 *
 * @param md5 the digest that the ETag shall be, where it is known without asking for {@link Digests.md5}.
 * @throws S3Fault that can be tried again.
 */
function requireStored(operation, object, answer, digests, md5) {
    const crc = answer.checksums?.['ChecksumCRC32'];
    if (crc !== undefined) {
        if (crc === digests.crc32)
            return;
        throw differs(operation, object, `the store has the CRC-32 ${crc}, what was sent has ${digests.crc32}`);
    }
    const stored = answer.opaqueEtag ? undefined : (0,etag/* md5InEtag */.J)(answer.etag);
    if (stored === undefined || stored === md5 || stored === digests.md5)
        return;
    throw differs(operation, object, `the ETag ${stored} is not the MD5 ${digests.md5} of what was sent`);
}
function differs(operation, { bucket, key }, message) {
    return new s3_api/* S3Fault */.f(message, { operation, bucket, key, status: 200, corrupt: true });
}

;// CONCATENATED MODULE: ./build/storage/s3/requests/verdict.js
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

;// CONCATENATED MODULE: ./build/storage/s3/writing/publish.js




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
/** One PUT with its retries, its bytes signed; the ETag of the answer must be their MD5, where it is one. */
async function putBytes(session, object, bytes, options) {
    const digests = new Digests(bytes);
    const { condition } = options;
    return session.run(object, async (signal) => {
        const answer = await session.api.put(object, bytes, { signal, ...(condition && { condition }) });
        requireStored('PutObject', object, answer, digests);
        return answer;
    }, options);
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
        if (!(error instanceof s3_api/* S3Fault */.f))
            throw error;
        return isConditionFailed(error);
    }
}
/** Stores that do not know the header say so in these ways. */
function isConditionUnknown(error) {
    if (!(error instanceof s3_api/* S3Fault */.f))
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

// EXTERNAL MODULE: ./build/storage/s3/origin.js
var s3_origin = __webpack_require__(9219);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/storage/s3/requests/retry.js


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

;// CONCATENATED MODULE: ./build/storage/s3/reading/range-reader.js





/** An S3 object as a source of ranges, each pinned to the object's ETag. */
function rangeSource(session, object, info) {
    const origin = (0,s3_origin/* originOf */.y)(object, info.sizeBytes, info.etag);
    return {
        sizeBytes: info.sizeBytes,
        ...(origin !== undefined && { origin }),
        claim: {
            of: info.location,
            get md5() {
                return session.etagsAreMd5 ? (0,etag/* md5InEtag */.J)(info.etag) : undefined;
            },
            disprove: () => {
                session.etagsAreMd5 = false;
            },
        },
        open: (start, end, options) => Promise.resolve(readRange(session, object, info, [start, end], options)),
        readInto: (into, start, options) => fillFrom(session, object, info, into, start, options),
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
                throw endedEarly(object);
        }
        catch (error) {
            await pauseAfter(session, info, error, tries, at > before, signal);
        }
    }
}
/** As {@link readRange}, into memory. */
async function fillFrom(session, object, info, into, start, { signal }) {
    const tries = noTries();
    const sink = { bytes: into, filled: 0 };
    while (sink.filled < into.length) {
        const before = sink.filled;
        try {
            await pieceInto(session, object, info, sink, [start + before, start + into.length], signal);
            if (sink.filled < into.length)
                throw endedEarly(object);
        }
        catch (error) {
            await pauseAfter(session, info, error, tries, sink.filled > before, signal);
        }
    }
}
/** Waits for the next try. @throws what is no fault that passes, as a sentence. */
async function pauseAfter(session, info, error, tries, progressed, signal) {
    signal?.throwIfAborted();
    const fault = error instanceof s3_api/* S3Fault */.f ? error : undefined;
    const verdict = fault === undefined ? 'fatal' : session.book.judge(fault);
    if (progressed)
        tries.transient = 0;
    tries[verdict]++;
    if (fault !== undefined && verdict === 'throttled')
        session.throttled(fault);
    const wait = fault === undefined ? undefined : session.book.pause(fault, verdict, tries);
    if (wait === undefined)
        throw session.explain(error, 'read', info.location);
    await session.book.policy.sleep(wait, signal);
}
/** One GET into memory. */
async function pieceInto(session, object, info, sink, range, signal) {
    const whole = range[0] === 0 && range[1] === info.sizeBytes;
    const room = range[1] - range[0];
    const turn = await session.enterRead(signal);
    try {
        await session.watch(object, async (inner) => {
            const head = await session.api.getInto(object, sink, {
                signal: inner,
                ...(!whole && { range }),
                ...(info.etag !== undefined && { etag: info.etag }),
            });
            requirePlanned(object, info, head, whole);
            if (head.sizeBytes > room)
                throw tooLong(object);
        }, { signal });
        session.book.succeeded();
        turn.succeeded();
    }
    finally {
        turn.end();
    }
}
/** @throws S3Fault as of a store that honours the condition: some do not look at what pins a read. */
function requirePlanned(object, info, head, whole) {
    if (!(whole && head.sizeBytes !== info.sizeBytes) && !isOther(head.etag, info.etag))
        return;
    throw new s3_api/* S3Fault */.f('it is not the object that was listed', {
        operation: 'GetObject',
        ...object,
        status: 412,
        s3Code: 'PreconditionFailed',
    });
}
function endedEarly(object) {
    return broken('the body ended early', object);
}
function tooLong(object) {
    return broken('the body is longer than what was asked for', object);
}
function broken(message, object) {
    return new s3_api/* S3Fault */.f(message, { operation: 'GetObject', ...object, status: 200, corrupt: true });
}
/** The body of one GET. Only waiting for the store counts as silence, not the time that the reader takes. */
async function* pieces(session, object, info, range, signal) {
    const whole = range[0] === 0 && range[1] === info.sizeBytes;
    const turn = await session.enterRead(signal);
    const watch = session.watchSilence(object, { signal });
    try {
        const { head, body } = await session.api.get(object, {
            signal: watch.signal,
            ...(!whole && { range }),
            ...(info.etag !== undefined && { etag: info.etag }),
        });
        session.book.succeeded();
        turn.succeeded();
        try {
            requirePlanned(object, info, head, whole);
        }
        catch (error) {
            await body[Symbol.asyncIterator]().return?.();
            throw error;
        }
        let room = range[1] - range[0];
        for await (const chunk of body) {
            watch.rest();
            if (chunk.length > room)
                throw tooLong(object);
            room -= chunk.length;
            yield chunk;
            watch.alive();
        }
    }
    catch (error) {
        watch.signal.throwIfAborted();
        throw (0,body_fault/* bodyFault */.H)(error, object);
    }
    finally {
        watch.end();
        turn.end();
    }
}
function isOther(got, planned) {
    return got !== undefined && planned !== undefined && got !== planned;
}

;// CONCATENATED MODULE: ./build/storage/s3/writing/removal.js


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
        const { status } = error instanceof s3_api/* S3Fault */.f ? error.facts : {};
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
            if (!(error instanceof s3_api/* S3Fault */.f && error.facts.s3Code === 'NoSuchKey'))
                throw error;
        }
    });
}

// EXTERNAL MODULE: ./build/storage/server-side.js
var server_side = __webpack_require__(5307);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
;// CONCATENATED MODULE: ./build/storage/s3/writing/multipart.js





const ABORT_LIMIT_MS = 10_000;
const CREATE_GRACE_MS = 3000;
/**
 * Writes an object in parts. The upload is aborted at the server when anything fails, so that nothing is left
 * to pay for.
 */
async function multipartWrite(session, plan, signal) {
    const { object, origin } = plan;
    const faults = [];
    const onFault = (fault) => {
        faults.push(fault);
    };
    const uploadId = await session.run(object, (inner) => patiently(inner, (stop) => session.api.createUpload(object, { signal: stop, crc32: plan.crc32 === true, ...(origin !== undefined && { origin }) })), { signal, onFault });
    try {
        const parts = await sendParts(plan, uploadId, signal ?? new AbortController().signal);
        await plan.beforeComplete?.();
        // Told a checksum that the upload was not created for, versitygw knows the part no more.
        const named = plan.crc32 === true ? parts : parts.map((part) => ({ ...part, checksums: {} }));
        const answer = await writeEitherWay(session, object, signal, (condition) => complete(session, plan, uploadId, named, condition, signal));
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
        }, signal.reason instanceof s3_api/* S3Fault */.f ? 0 : CREATE_GRACE_MS);
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
        if (error instanceof s3_api/* S3Fault */.f && error.facts.s3Code === 'NoSuchUpload')
            return;
        const denied = error instanceof s3_api/* S3Fault */.f && error.facts.status === 403;
        session.warn(`the unfinished multipart upload of s3://${object.bucket}/${object.key} could not be aborted`
            + `${denied ? ', for that needs s3:AbortMultipartUpload on the object,' : ''} and may cost storage: `
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
        if (error instanceof s3_api/* S3Fault */.f)
            return;
        throw error;
    }
    session.warn(`an unfinished multipart upload of s3://${object.bucket}/${object.key} was left, for the answer to its creation was lost; it costs `
        + 'storage: a lifecycle rule with AbortIncompleteMultipartUpload on the bucket removes such uploads');
}
/** All of them end before the upload is completed or aborted: a part that came later would survive it. */
async function sendParts({ parts, atOnce, send }, uploadId, signal) {
    const answers = [];
    await (0,pool/* runPool */.k)(parts, { concurrency: atOnce }, signal, async (part, both) => {
        answers.push(await send(part, uploadId, both));
    });
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
        if (!faults.some(outcomeUnknown) || !(error instanceof s3_api/* S3Fault */.f) || error.facts.status !== 404)
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

;// CONCATENATED MODULE: ./build/storage/s3/writing/server-copy.js








/** Parts of one object that the server copies at once. */
const PARTS_AT_ONCE = 8;
/** Lets the store copy objects by itself. */
class ServerCopier {
    #session;
    #limits;
    #partsWork = false;
    /** Copies were seen that have other ETags than their sources, although those had not changed. */
    #etagsDiffer = false;
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
            await this.#doubt(source, answer, options.signal);
            options.onBytes?.(sizeBytes);
            return answer;
        }
        catch (error) {
            throw this.#refusalOf(error) ?? error;
        }
    }
    /**
     * Some stores do not look at the condition that pins a copy's source. Where the copy has another MD5 for its ETag than
     * the source had, a look at the source tells whether it changed, or the ETags of this store are none.
     */
    async #doubt(source, copied, signal) {
        const planned = (0,etag/* md5InEtag */.J)(source.etag);
        const got = copied.opaqueEtag ? undefined : (0,etag/* md5InEtag */.J)(copied.etag);
        if (this.#etagsDiffer || planned === undefined || got === undefined || got === planned)
            return;
        await this.#requireUnchanged(source, signal);
        this.#etagsDiffer = true;
    }
    /** @throws S3Fault as of a store that looks at the condition. */
    async #requireUnchanged(source, signal) {
        const now = source.etag === undefined ? source : await headIfAny(this.#session, source, signal);
        if (now?.etag === source.etag)
            return;
        throw new s3_api/* S3Fault */.f('the source changed while it was copied', {
            operation: 'CopyObject',
            bucket: source.bucket,
            key: source.key,
            status: 412,
            s3Code: 'SourceChanged',
        });
    }
    /** 412 has two meanings under two conditions: only the source's own ETag tells which one failed. */
    async #copyOnce(object, source, condition, signal) {
        try {
            return await this.#copyTagless(object, source, condition, signal);
        }
        catch (error) {
            if (condition === undefined || !(error instanceof s3_api/* S3Fault */.f) || !isConditionFailed(error))
                throw error;
            const now = await headIfAny(this.#session, source, signal);
            if (now !== undefined && (source.etag === undefined || now.etag === source.etag))
                throw error;
            throw new s3_api/* S3Fault */.f(error.message, { ...error.facts, s3Code: 'SourceChanged' });
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
            if (!(error instanceof s3_api/* S3Fault */.f) || error.facts.status !== 501)
                throw error;
        }
        const answer = await copy(true);
        session.silentOnTags = true;
        return answer;
    }
    #refusalOf(error) {
        if (!(error instanceof s3_api/* S3Fault */.f))
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
        const origin = (0,s3_origin/* originOf */.y)(source, sizeBytes, source.etag);
        let done = 0;
        const send = async (part, uploadId, signal) => {
            const answer = await this.#copyPart(object, source, part, uploadId, signal);
            done += part.end - part.start;
            options.onBytes?.(part.end - part.start);
            return answer;
        };
        try {
            return await multipartWrite(this.#session, {
                object,
                sizeBytes,
                parts,
                atOnce: PARTS_AT_ONCE,
                send,
                beforeComplete: () => this.#requireUnchanged(source, options.signal),
                ...(origin !== undefined && { origin }),
            }, options.signal);
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
        if (this.#partsWork || !(error instanceof s3_api/* S3Fault */.f) || error.facts.status === undefined)
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

;// CONCATENATED MODULE: ./build/storage/s3/sentences/explain-network.js


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

;// CONCATENATED MODULE: ./build/storage/s3/sentences/explain-refusal.js


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
    const { credentials, profile, role } = context.settings;
    if (role !== undefined)
        return `the role ${role.arn} of ${inputName(context.side, 'role-to-assume')}`;
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
        when: coded('RoleRefused'),
        say: (context, fault) => ['credentials', `cannot ${context.action} ${place(context)}: ${inputName(context.side, 'role-to-assume')}: ${fault.message}`],
    },
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
        // versitygw's own code comes with 404.
        when: coded('InvalidAccessKeyId', 'InvalidClientTokenId', 'UnrecognizedClientException', 'XAdminUserNotFound'),
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

;// CONCATENATED MODULE: ./build/storage/s3/sentences/explain.js




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

// EXTERNAL MODULE: ./build/storage/s3/requests/abort-listeners.js
var abort_listeners = __webpack_require__(3234);
;// CONCATENATED MODULE: ./build/storage/s3/requests/pace.js

/** Requests at once in the beginning: what any server bears, and three round trips away from what most can do. */
const START = 32;
/** More at once is worth while only where it makes so many times as many requests end. */
const WORTH = 1.15;
/** Now and then a few more are tried, for a store may become faster. */
const ROUNDS_BETWEEN_PROBES = 12;
const PROBE = 1.25;
/**
 * How many requests of one store are under way at once. It begins modestly and doubles with each round for as long as that
 * makes more requests end in the same time: where they only take longer, at the server or on this machine, more of them at once
 * help nobody. Throttling halves the number, after which it grows by one a round. Rounds in which nobody waited for a turn say
 * nothing.
 */
class Pace {
    #most;
    #now;
    #waiting = [];
    #limit;
    #running = 0;
    #phase = 'starting';
    /** Of the requests that began in this round: how many succeeded, and how long they took together. */
    #successes = 0;
    #tookMs = 0;
    #roundBegan;
    #waited = false;
    /** What the limit gives: it, divided by the time of a request. Less noisy than counting what ends in a time. */
    #rate = 0;
    /** The limit before it was last raised. */
    #before = START;
    #rounds = 0;
    #slowedAt = -Infinity;
    /**
     * @param most never more at once.
     * @param now milliseconds on any clock that only goes forward.
     */
    constructor(most, now) {
        this.#most = Math.max(1, most);
        this.#limit = Math.min(START, this.#most);
        this.#now = now;
        this.#roundBegan = now();
    }
    /** Requests that may be under way at once at the moment. */
    get limit() {
        return this.#limit;
    }
    /** Waits for a turn. */
    async enter(signal) {
        signal?.throwIfAborted();
        if (this.#running >= this.#limit)
            await this.#turn(signal);
        else
            this.#running++;
        const began = this.#now();
        let over = false;
        return {
            succeeded: () => { this.#succeeded(began); },
            end: () => {
                if (over)
                    return;
                over = true;
                this.#running--;
                this.#admit();
            },
        };
    }
    /**
     * The store asks for less: half as many, at most once a second, for one burst answers many requests alike.
     */
    slowDown() {
        if (this.#now() - this.#slowedAt < 1000)
            return;
        this.#slowedAt = this.#now();
        this.#limit = Math.max(1, Math.floor(this.#limit / 2));
        this.#phase = 'recovering';
        this.#beginRound();
    }
    #succeeded(began) {
        if (began < this.#roundBegan)
            return;
        this.#tookMs += this.#now() - began;
        if (this.#waiting.length > 0)
            this.#waited = true;
        if (++this.#successes < this.#limit)
            return;
        const rate = this.#limit / Math.max(0.01, this.#tookMs / this.#successes);
        const waited = this.#waited;
        if (waited)
            this.#limit = Math.min(this.#most, this.#afterRound(rate));
        this.#beginRound();
        this.#admit();
    }
    #beginRound() {
        this.#successes = 0;
        this.#tookMs = 0;
        this.#waited = false;
        this.#roundBegan = this.#now();
    }
    /** The limit of the next round. */
    #afterRound(rate) {
        const better = rate > this.#rate * WORTH;
        switch (this.#phase) {
            case 'recovering': return this.#limit + 1;
            case 'starting':
            case 'probing':
                if (!better)
                    return this.#settle(this.#before);
                this.#rate = rate;
                return this.#limit === this.#most ? this.#settle(this.#most) : this.#grow(this.#phase === 'starting' ? 2 : PROBE);
            case 'steady':
                this.#rate = this.#rounds === 0 ? rate : this.#rate * 0.7 + rate * 0.3;
                if (++this.#rounds < ROUNDS_BETWEEN_PROBES || this.#limit === this.#most)
                    return this.#limit;
                this.#phase = 'probing';
                return this.#grow(PROBE);
        }
    }
    #grow(factor) {
        this.#before = this.#limit;
        return Math.ceil(this.#limit * factor);
    }
    #settle(limit) {
        this.#phase = 'steady';
        this.#rounds = 0;
        return limit;
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
                forget();
                resolve();
            };
            const forget = (0,abort_listeners/* onAbort */.u)(signal, () => {
                this.#waiting.splice(this.#waiting.indexOf(admitted), 1);
                reject(signal?.reason);
            });
            this.#waiting.push(admitted);
        });
    }
}

// EXTERNAL MODULE: ./build/storage/s3/requests/silence.js
var silence = __webpack_require__(9239);
;// CONCATENATED MODULE: ./build/storage/s3/requests/session.js





/**
 * How long a request may be silent. A copy answers when it is done, which takes a minute and more for large
 * parts.
 */
const SILENCE_MS = { quick: 60_000, copying: 300_000 };
/** At once, where the user does not cap them: a store 30 ms away answers 8,000 a second then. */
const MOST_REQUESTS = 256;
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
    #silenceClock;
    #listeners;
    #toldOfThrottling = false;
    /** The bucket's policy was seen to accept writes with a condition only. */
    conditional = false;
    /** The store was seen to refuse the directive that leaves tags behind, and to copy without it. */
    silentOnTags = false;
    /** Whether the store lets itself be told the CRC-32 of what it gets. */
    crc32 = 'untried';
    /** The store was seen to encrypt with a key service: ETags of what is written prove nothing. */
    opaqueEtags = false;
    /** No object was seen whose ETag looks like an MD5 and is none. */
    etagsAreMd5 = true;
    constructor(api, options) {
        this.api = api;
        this.side = options.side;
        this.settings = options.settings;
        this.book = new RetryBook(options.retry);
        this.#requests = new Pace(options.concurrency ?? MOST_REQUESTS, this.book.policy.now);
        this.#reads = new Pace(options.concurrency ?? MOST_REQUESTS, this.book.policy.now);
        this.#silenceClock = options.silenceClock ?? silence/* MACHINE_TIME */.Ct;
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
            const turn = await pace.enter(options.signal);
            let wait;
            try {
                const result = await this.watch(object, attempt, options);
                this.book.succeeded();
                turn.succeeded();
                return result;
            }
            catch (error) {
                if (!(error instanceof s3_api/* S3Fault */.f))
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
                turn.end();
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
        return (0,silence/* watchSilence */.XS)(object, copying === true ? SILENCE_MS.copying : SILENCE_MS.quick, signal, this.#silenceClock);
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
        if (!(error instanceof s3_api/* S3Fault */.f))
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/storage/system-error.js
var system_error = __webpack_require__(4186);
;// CONCATENATED MODULE: ./build/storage/s3/sdk/assumed-role.js

/** No token was to be had, or STS gave no keys for it. The message is a sentence that says what to do. */
class RoleRefused extends Error {
    name = 'RoleRefused';
}
/** The SDK's clients take keys as used up five minutes before they are; keys that they would not take are not kept either. */
const RENEW_BEFORE_MS = 5 * 60_000 + 10_000;
/** Keys with less than this left are not handed out any more. */
const USABLE_MS = 30_000;
/** After a failure nobody is asked again for so long: a failure in one place must not become a request for each object. */
const REST_AFTER_FAILURE_MS = 15_000;
/**
 * The keys of a role, kept until shortly before they run out; many clients that ask at once cause one request. A renewal that
 * fails is tried again as long as the former keys are good.
 */
function roleProvider(role, reach) {
    let held;
    let pending;
    let failed;
    const heldFor = (leastMs) => held !== undefined && (held.expiration?.getTime() ?? Infinity) - Date.now() > leastMs ? held : undefined;
    const renew = async () => {
        if (failed !== undefined && Date.now() - failed.atMs < REST_AFTER_FAILURE_MS)
            throw failed.error;
        try {
            held = await assume(role, reach);
            return held;
        }
        catch (error) {
            failed = { error, atMs: Date.now() };
            throw error;
        }
    };
    return async () => {
        const fresh = heldFor(RENEW_BEFORE_MS);
        if (fresh !== undefined)
            return fresh;
        pending ??= renew().finally(() => { pending = undefined; });
        try {
            return await pending;
        }
        catch (error) {
            const usable = heldFor(USABLE_MS);
            if (usable === undefined)
                throw error;
            return usable;
        }
    };
}
async function assume(role, { requestHandler, region }) {
    const webIdentityToken = await tokenOf(role);
    const { fromWebToken } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(861), __webpack_require__.e(719)]).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
    try {
        const identity = await fromWebToken({
            roleArn: role.arn,
            roleSessionName: role.sessionName,
            webIdentityToken,
            ...(role.durationSeconds !== undefined && { durationSeconds: role.durationSeconds }),
            clientConfig: { requestHandler, region: region ?? stsRegion() },
        })();
        for (const secret of [identity.secretAccessKey, identity.sessionToken])
            if (secret !== undefined)
                role.onSecret(secret);
        return identity;
    }
    catch (error) {
        throw new RoleRefused(explain(role, error, webIdentityToken), { cause: causeOf(error) });
    }
}
async function tokenOf({ arn, identityToken }) {
    try {
        return await identityToken();
    }
    catch (error) {
        throw new RoleRefused(`the role ${arn} cannot be taken, for no identity token was given out: ${(0,system_error/* messageOf */.b)(error)}`, { cause: error });
    }
}
function stsRegion() {
    const { AWS_REGION: region, AWS_DEFAULT_REGION: fallback } = process.env;
    return [region, fallback].find((name) => name !== undefined && name !== '') ?? 'us-east-1';
}
function explain({ arn }, error, token) {
    const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
    const { sub = 'nothing', aud = 'nothing', iss = 'nobody' } = claimsOf(token);
    const told = `STS answered ${JSON.stringify((0,system_error/* messageOf */.b)(error))}`;
    switch (name) {
        case 'AccessDenied':
        case 'AccessDeniedException':
            return `the role ${arn} may not be taken by this job (${told}): its trust policy must allow sts:AssumeRoleWithWebIdentity for the `
                + `provider ${iss} with the subject ${sub} and the audience ${aud}`;
        case 'InvalidIdentityToken':
        case 'InvalidIdentityTokenException':
            return `the account of the role ${arn} does not take the token of ${iss} (${told}): it needs an OIDC identity provider of that URL `
                + `with the audience ${aud}`;
        case 'ExpiredTokenException':
            return `the identity token for the role ${arn} was no longer valid when STS saw it (${told}): set the clock of this machine and run again`;
        case 'ValidationError':
            return `the role ${arn} cannot be taken as it is asked for (${told}): check role-to-assume, role-session-name and role-duration-seconds`;
        default:
            return `the role ${arn} could not be taken (${told}): check that STS can be reached from this machine, and run again`;
    }
}
/** What the token says of itself. It is not verified: that is for STS. */
function claimsOf(token) {
    try {
        const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
        if (typeof claims !== 'object' || claims === null)
            return {};
        const known = Object.entries(claims).filter(([name, value]) => ['sub', 'aud', 'iss'].includes(name) && typeof value === 'string');
        return Object.fromEntries(known);
    }
    catch {
        return {};
    }
}
/** An answered exception may repeat parts of the request, which holds the token: only a fault of the network is handed on. */
function causeOf(error) {
    const answered = typeof error === 'object' && error !== null && '$metadata' in error;
    return answered ? undefined : error;
}

;// CONCATENATED MODULE: ./build/storage/s3/sdk/credentials.js


/** Credentials could not be had at all; no request was sent. `cause` is what the chain says. */
class CredentialsUnavailable extends Error {
    name = 'CredentialsUnavailable';
}
/** Where the keys of one side come from: given ones, a role's, a profile's, or whatever the SDK's chain finds. */
class CredentialSource {
    #settings;
    #openHandler;
    /** Read once: each look at a variable is a call into the system, and requests come by the thousand. */
    #environment = inEnvironment(process.env);
    #chain;
    constructor(settings, openHandler) {
        this.#settings = settings;
        this.#openHandler = openHandler;
    }
    /**
     * Keys that need no asking: given ones, or those of the environment, which come first in the SDK's chain, where nothing else
     * was asked for.
     */
    known() {
        const { credentials, profile, role } = this.#settings;
        if (credentials !== undefined)
            return credentials;
        return profile === undefined && role === undefined && this.#chain === undefined ? this.#environment : undefined;
    }
    /** For the SDK's clients. */
    provide = async (options) => {
        const known = this.known();
        if (known !== undefined)
            return known;
        try {
            this.#chain ??= this.#open(false);
            return await (await this.#chain)(options);
        }
        catch (error) {
            if (error instanceof RoleRefused)
                throw error;
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
        const { profile, role, region } = this.#settings;
        const requestHandler = await this.#openHandler();
        if (role !== undefined)
            return roleProvider(role, { requestHandler, ...(region !== undefined && { region }) });
        const { fromIni, fromNodeProviderChain } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(861), __webpack_require__.e(719)]).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
        const options = { clientConfig: { requestHandler }, ignoreCache };
        return profile === undefined ? fromNodeProviderChain(options) : fromIni({ profile, ...options });
    }
}
/** As the SDK's chain reads it. Keys with a date are left to it, and so is a variable that names a profile, which it puts first. */
function inEnvironment(env) {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = env;
    if (isSet(env['AWS_PROFILE']) || isSet(env['AWS_CREDENTIAL_EXPIRATION']) || !isSet(accessKeyId) || !isSet(secretAccessKey))
        return undefined;
    return { accessKeyId, secretAccessKey, ...(isSet(sessionToken) && { sessionToken }) };
}
function isSet(value) {
    return value !== undefined && value !== '';
}
function sameIdentity(a, b) {
    return a.accessKeyId === b.accessKeyId && a.secretAccessKey === b.secretAccessKey && a.sessionToken === b.sessionToken;
}

;// CONCATENATED MODULE: ./build/storage/s3/sdk/clients.js




/** Where a client sends requests when neither a setting nor the environment nor a profile names a region. */
const FALLBACK_REGION = 'us-east-1';
/**
 * What requests about the buckets of one region are sent with. The SDK's client is made, and the SDK loaded, when somebody asks
 * for it: it takes longer than moving a small snapshot.
 */
class RegionalClient {
    settings;
    region;
    #credentials;
    #handler;
    #sdk;
    constructor(settings, region, credentials, handler) {
        this.settings = settings;
        this.region = region;
        this.#credentials = credentials;
        this.#handler = handler;
    }
    /** The SDK's client for the region. */
    sdk() {
        this.#sdk ??= this.#open();
        return this.#sdk;
    }
    /** The keys to sign with: known ones at once, others from the SDK's client, which renews them in time. @throws CredentialsUnavailable */
    async identity() {
        return this.#credentials.known() ?? (await this.sdk()).config.credentials();
    }
    close() {
        void this.#sdk?.then((client) => { client.destroy(); }, () => undefined);
    }
    async #open() {
        const { createSdkClient } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(861), __webpack_require__.e(711), __webpack_require__.e(744)]).then(__webpack_require__.bind(__webpack_require__, 8363));
        return createSdkClient(this.settings, this.region, this.#credentials.provide, await this.#handler());
    }
}
/** The clients for one endpoint: one for each region that its buckets turn out to be in. */
class RegionalClients {
    #settings;
    #clients = new Map();
    #regionOfBucket = new Map();
    #credentials;
    #handler;
    #homeRegion;
    #renewal;
    constructor(settings) {
        this.#settings = settings;
        this.#credentials = new CredentialSource(settings, this.#openHandler);
    }
    /** The client for a bucket. */
    async clientFor(bucket) {
        const region = this.#regionOfBucket.get(bucket) ?? (await this.#home());
        let client = this.#clients.get(region);
        if (client === undefined) {
            client = new RegionalClient(this.#settings, region, this.#credentials, this.#openHandler);
            this.#clients.set(region, client);
        }
        return client;
    }
    /**
     * Learns where a bucket really is. `false` where that helps nothing: the region was given explicitly (then a person
     * shall correct it), it is the one that was used, or it is none: regions become host names, to which signed requests go.
     */
    learn(bucket, region, used) {
        if (this.#settings.region !== undefined || region === used || !/^[a-z0-9-]{1,64}$/.test(region))
            return false;
        this.#regionOfBucket.set(bucket, region);
        return true;
    }
    /**
     * Takes newer credentials after the store called those of this client expired. `false` where there are none: given
     * keys, or a chain that still has the same.
     */
    renew(client) {
        // Many requests fail together: the first one has it done for all.
        if (this.#clients.get(client.region) !== client)
            return Promise.resolve(true);
        this.#renewal ??= this.#renew(client).finally(() => {
            this.#renewal = undefined;
        });
        return this.#renewal;
    }
    async #renew(client) {
        const renewed = await this.#credentials.renew(await client.identity());
        // The clients keep their credentials, and share the sockets, which stay open.
        if (renewed)
            this.#clients.clear();
        return renewed;
    }
    close() {
        for (const client of this.#clients.values())
            client.close();
        void this.#handler?.then((handler) => { handler.destroy(); }, () => undefined);
    }
    #openHandler = () => {
        this.#handler ??= Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(40), __webpack_require__.e(836)]).then(__webpack_require__.bind(__webpack_require__, 2836)).then(({ ProxyAwareHandler }) => new ProxyAwareHandler());
        return this.#handler;
    };
    #home() {
        this.#homeRegion ??= homeRegion(this.#settings);
        return this.#homeRegion;
    }
}
async function homeRegion({ region, profile }) {
    const named = region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
    if (named !== undefined && named !== '')
        return named;
    if (profile === undefined && !hasProfiles())
        return FALLBACK_REGION;
    const { regionOfProfile } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(861), __webpack_require__.e(711), __webpack_require__.e(744)]).then(__webpack_require__.bind(__webpack_require__, 8363));
    return regionOfProfile(profile).catch(() => FALLBACK_REGION);
}
/** Whether there is a file that may name a region, where the SDK looks for it. */
function hasProfiles() {
    const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = process.env;
    if (config !== undefined || credentials !== undefined)
        return true;
    return ['config', 'credentials'].some((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)((0,external_node_os_.homedir)(), '.aws', name)));
}

;// CONCATENATED MODULE: ./build/storage/s3/lazy-api.js
/** A way to S3 that is opened by the first request that takes it. */
function lazyApi(open, close) {
    let opened;
    const api = () => {
        opened ??= open();
        return opened;
    };
    return {
        head: async (...args) => (await api()).head(...args),
        get: async (...args) => (await api()).get(...args),
        getInto: async (...args) => (await api()).getInto(...args),
        put: async (...args) => (await api()).put(...args),
        copy: async (...args) => (await api()).copy(...args),
        createUpload: async (...args) => (await api()).createUpload(...args),
        uploadPart: async (...args) => (await api()).uploadPart(...args),
        copyPart: async (...args) => (await api()).copyPart(...args),
        completeUpload: async (...args) => (await api()).completeUpload(...args),
        abortUpload: async (...args) => (await api()).abortUpload(...args),
        countUploads: async (...args) => (await api()).countUploads(...args),
        list: async (...args) => (await api()).list(...args),
        removeMany: async (...args) => (await api()).removeMany(...args),
        remove: async (...args) => (await api()).remove(...args),
        close,
    };
}

// EXTERNAL MODULE: ./build/storage/s3/sdk/sdk-answers.js
var sdk_answers = __webpack_require__(8780);
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
/** A text with its entities as characters; `undefined` where an ampersand stands for nothing known. */
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
    return new s3_api/* S3Fault */.f(messageIn(error, status, text), {
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
    return new s3_api/* S3Fault */.f(messageIn(undefined, status, text), {
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
    return new s3_api/* S3Fault */.f(message === '' ? (networkCode ?? 'the connection failed') : message, { ...subject, ...(networkCode !== undefined && { networkCode }) }, { cause: error });
}
/** Node's code for what broke a connection. */
function networkCodeOf(error) {
    for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
        const code = (0,system_error/* systemCode */.x)(at);
        if (code !== undefined)
            return code;
        at = at.cause;
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

;// CONCATENATED MODULE: ./build/storage/s3/raw/late-result.js


/**
 * The document that a copy or a completion ends with: the store answers 200 before it is done, sends blanks while it works, and may
 * end with an error all the same, or not at all.
 *
 * @param proof what a success tells. @throws S3Fault for an answer that is none
 */
function resultIn(answer, subject, root, proof = 'ETag') {
    const document = readXml(answer.text);
    if (errorIn(document) !== undefined)
        throw failedLate(subject, answer);
    if (document?.name === root && childText(document, proof) !== undefined)
        return document;
    throw unproven(subject, answer);
}

// EXTERNAL MODULE: ./build/storage/s3/copy-source.js
var copy_source = __webpack_require__(16);
;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-headers.js



/** What S3 itself takes bytes of an unknown kind for; the SDK says so too. */
const CONTENT_TYPE = { 'content-type': 'application/octet-stream' };
/** Tells by whom an object is encrypted. */
const ENCRYPTION = 'x-amz-server-side-encryption';
/** The headers of a condition. */
function conditionHeaders(condition) {
    if (condition === undefined)
        return {};
    return 'ifMatch' in condition ? { 'if-match': `"${condition.ifMatch}"` } : { 'if-none-match': '*' };
}
/** The headers that name a copy's source, pinned to its ETag where that is known. */
function sourceHeaders({ bucket, key, etag }) {
    return {
        'x-amz-copy-source': (0,copy_source/* encodeCopySource */.lz)(bucket, key),
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
/** The header that a new object's origin is kept in. */
const ORIGIN_HEADER = `x-amz-meta-${s3_origin/* ORIGIN */.V}`;
/** What a new object keeps of where its bytes come from. */
function originHeaders({ origin }) {
    return origin === undefined ? {} : { [ORIGIN_HEADER]: origin };
}
/** `bytes=` with the last byte included, as HTTP wants it. */
function rangeText([start, end]) {
    return `bytes=${start}-${end - 1}`;
}
/** What the headers of HEAD and GET say of an object. `undefined` without a length. */
function headIn(headers) {
    const length = headers['content-length'] ?? '';
    const modified = headers['last-modified'];
    return (0,sdk_answers/* headOf */.Uo)({
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

// EXTERNAL MODULE: ./build/storage/s3/sdk/list-page.js
var list_page = __webpack_require__(3382);
;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-listing.js




/** The query of a listing: keys come encoded, for XML cannot hold every key. */
function listQuery({ prefix, token, oneLevel }, startAfter) {
    return {
        'list-type': '2', 'encoding-type': 'url', prefix,
        ...(oneLevel && { delimiter: '/' }),
        ...(token !== undefined && { 'continuation-token': token }),
        ...(startAfter !== undefined && { 'start-after': startAfter }),
    };
}
/** The page in an answer. @throws S3Fault for an error in a success, and for anything that is no listing. */
function pageIn(listing, answer, subject) {
    const quick = quickEntries(answer.text);
    const document = readXml(quick?.rest ?? answer.text);
    if (errorIn(document) !== undefined)
        throw failedLate(subject, answer);
    if (document?.name !== ROOT)
        throw unproven(subject, answer);
    return (0,list_page/* listPageOf */.b)(listing, {
        encoding: childText(document, 'EncodingType'),
        entries: quick?.entries ?? document.children.filter(({ name }) => name === 'Contents').map(entryOf),
        prefixes: document.children.filter(({ name }) => name === 'CommonPrefixes').map((common) => childText(common, 'Prefix')),
        truncated: childText(document, 'IsTruncated') === 'true',
        next: childText(document, 'NextContinuationToken'),
    });
}
function entryOf({ children }) {
    const fields = {};
    for (const { name, text } of children)
        keepField(fields, name, text);
    return entryFrom(fields);
}
function keepField(fields, name, text) {
    switch (name) {
        case 'Key':
            fields.key = text;
            break;
        case 'Size':
            fields.size = text;
            break;
        case 'ETag':
            fields.etag = text;
            break;
        case 'LastModified':
            fields.modified = text;
            break;
        case 'StorageClass': fields.storageClass = text;
    }
}
function entryFrom({ key, size = '', etag, modified, storageClass }) {
    const head = (0,sdk_answers/* headOf */.Uo)({ ETag: etag, LastModified: modified === undefined ? undefined : new Date(modified), StorageClass: storageClass }, /^\d+$/.test(size) ? Number(size) : undefined);
    return { key, head };
}
const ROOT = 'ListBucketResult';
const BEGIN = '<Contents>';
const END = '</Contents>';
/**
 * The entries of a page that is written in the common way, one after the other and nothing between them, and the rest of the
 * document. It takes a third of the time of a reader of any XML, which counts where hundreds of thousands of objects are listed.
 * `undefined` where something is written otherwise, which may be wrong or only unusual: it is for {@link readXml} to tell.
 */
function quickEntries(document) {
    const from = document.indexOf(BEGIN);
    // Where the root can be closed right before the first entry, the entry is the root's.
    if (from === -1 || readXml(`${document.slice(0, from)}</${ROOT}>`) === undefined)
        return undefined;
    const entries = [];
    let at = from;
    while (document.startsWith(BEGIN, at)) {
        const fields = {};
        const end = quickFields(document, at + BEGIN.length, fields);
        if (end === undefined)
            return undefined;
        entries.push(entryFrom(fields));
        at = end;
    }
    const rest = document.slice(0, from) + document.slice(at);
    // Others further on, or hidden in a comment, are not for here.
    return rest.includes(BEGIN) || rest.includes('<!') ? undefined : { entries, rest };
}
/** Elements of an entry that hold others; nothing of them is needed. */
const NESTED = new Set(['Owner', 'RestoreStatus']);
/** Reads the fields of one entry. @returns where it ends; `undefined` where it is not plain. */
function quickFields(document, from, fields) {
    let at = from;
    while (!document.startsWith(END, at)) {
        if (document[at] !== '<')
            return undefined;
        const opened = document.indexOf('>', at);
        const name = document.slice(at + 1, opened);
        const closing = NESTED.has(name) ? document.indexOf(`</${name}>`, opened) : document.indexOf('<', opened);
        if (opened === -1 || closing === -1 || !/^[A-Za-z]+$/.test(name) || !document.startsWith(`</${name}>`, closing))
            return undefined;
        const text = document.slice(opened + 1, closing);
        const plain = text.includes('&') ? withoutEntities(text) : text;
        if (plain === undefined)
            return undefined;
        keepField(fields, name, plain);
        at = closing + name.length + 3;
    }
    return at + END.length;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/destination.js

/** Names without a meaning of their own: access points, directory buckets and the like have suffixes after two hyphens. */
const PLAIN_BUCKET = /^(?!.*(?:--|\.\.))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PLAIN_REGION = /^[a-z0-9-]{1,64}$/;
/**
 * Where the common case of a server that is not Amazon's goes: an endpoint without a path, and the bucket in the path. The SDK's
 * rules say the same, and take longer to load than a small snapshot to move.
 *
 * @returns `undefined` where the SDK's rules have to be asked.
 */
function plainDestination({ settings, region }, bucket, env = process.env) {
    if (settings.endpoint === undefined || !(0,endpoint/* isPathStyle */.t)(settings))
        return undefined;
    const special = [env['AWS_USE_FIPS_ENDPOINT'], env['AWS_USE_DUALSTACK_ENDPOINT']].some((value) => value !== undefined && value !== '');
    if (special || !PLAIN_BUCKET.test(bucket) || !PLAIN_REGION.test(region))
        return undefined;
    const { protocol, username, pathname, search, hash, origin } = new URL(settings.endpoint);
    if (!/^https?:$/.test(protocol) || username !== '' || pathname !== '/' || search !== '' || hash !== '')
        return undefined;
    return { url: new URL(`${origin}/${bucket}`), region };
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/body-stream.js
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



/** A page of 1,000 keys of 1,024 bytes, each byte encoded as three, is the longest document of S3's. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;
/**
 * Sends one request and reads the answer. Nothing lands of a body that is not the range, or longer than the room in the
 * sink: its answer then tells so by its headers.
 *
 * @throws S3Fault where the connection breaks, as the body does later; the signal's reason
 */
function exchange(route, subject, request, signal, taking) {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
        const { pool, pathPrefix, headers } = route;
        const routed = pathPrefix === '' ? request : { ...request, path: `${pathPrefix}${request.path}`, headers: { ...request.headers, ...headers } };
        const handler = new ExchangeHandler(subject, signal, taking, resolve, reject);
        handler.running = pool.send(routed, handler);
    });
}
class ExchangeHandler {
    running;
    #subject;
    #signal;
    #taking;
    #resolve;
    #reject;
    #chunks = [];
    #bytes = 0;
    #status = 0;
    #headers = {};
    #body;
    #sink;
    constructor(subject, signal, taking, resolve, reject) {
        this.#subject = subject;
        this.#signal = signal;
        this.#taking = taking;
        this.#resolve = resolve;
        this.#reject = reject;
        signal?.addEventListener('abort', this.#giveUp, { once: true });
    }
    onSent() {
        (0,silence/* heard */.HK)(this.#signal);
    }
    onHead(status, headers) {
        this.#status = status;
        this.#headers = headers;
        if (status >= 300 || this.#taking === 'document')
            return;
        if (this.#taking === 'stream') {
            this.#body = new BodyStream({ resume: () => this.running?.resume(), abort: () => this.running?.abort() });
            this.#resolve({ status, headers, body: this.#body });
        }
        else
            this.#land(this.#taking);
    }
    #land({ sink, contentRange }) {
        const room = sink.bytes.length - sink.filled;
        const { 'content-length': length, 'content-range': range } = this.#headers;
        if (length !== undefined && Number(length) <= room && (contentRange === undefined || range?.startsWith(contentRange) === true)) {
            this.#sink = sink;
            return;
        }
        this.#settle();
        this.#resolve({ status: this.#status, headers: this.#headers, text: '' });
        this.running?.abort();
    }
    onData(chunk) {
        // The memory of a chunk is used again for the next one: what is kept is copied.
        if (this.#body !== undefined)
            return this.#body.push(Buffer.from(chunk));
        // Copies send blanks while they work, and what lands is a sign of life too.
        (0,silence/* heard */.HK)(this.#signal);
        if (this.#sink !== undefined) {
            this.#sink.bytes.set(chunk, this.#sink.filled);
            this.#sink.filled += chunk.length;
            return true;
        }
        this.#bytes += chunk.length;
        if (this.#bytes > MAX_DOCUMENT_BYTES)
            throw new Error('the answer is longer than any of S3');
        this.#chunks.push(Buffer.from(chunk));
        return true;
    }
    onEnd() {
        this.#settle();
        if (this.#body !== undefined)
            this.#body.end();
        else
            this.#resolve({ status: this.#status, headers: this.#headers, text: this.#text() });
    }
    onError(error) {
        this.#settle();
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
        this.running?.abort();
    };
    #text() {
        const [first, ...others] = this.#chunks;
        if (first === undefined)
            return '';
        return (others.length === 0 ? first : Buffer.concat(this.#chunks)).toString();
    }
    #settle() {
        this.#signal?.removeEventListener('abort', this.#giveUp);
    }
}

// EXTERNAL MODULE: ./node_modules/proxy-from-env/index.js
var proxy_from_env = __webpack_require__(8182);
// EXTERNAL MODULE: ./build/storage/s3/network/proxy-url.js
var proxy_url = __webpack_require__(1952);
// EXTERNAL MODULE: ./build/storage/s3/network/trust.js
var trust = __webpack_require__(62);
;// CONCATENATED MODULE: ./build/storage/s3/raw/http/http-error.js
/** What breaks an exchange before it is whole; codes are Node's, so that one list of sentences serves all ways to HTTP. */
class HttpError extends Error {
    code;
    constructor(message, code) {
        super(message);
        this.code = code;
    }
}
/** The connection ended before the answer did. */
function brokenOff() {
    return new HttpError('the server closed the connection', 'ECONNRESET');
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/answer-head.js

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const NO_VALUE = /[\u0000-\u0008\u000a-\u001f\u007f]/;
/** Reads status line and headers, without the empty line behind them. @throws HttpError with a code that begins with `HPE_` */
function readHead(text) {
    let end = lineEnd(text, 0);
    const [, minor, status] = STATUS_LINE.exec(text.slice(0, end)) ?? [];
    if (status === undefined)
        throw new HttpError('the answer does not begin as one of HTTP/1.1 does', 'HPE_INVALID_CONSTANT');
    const headers = Object.create(null);
    while (end < text.length) {
        const begin = end + 2;
        end = lineEnd(text, begin);
        takeHeader(headers, text, begin, end);
    }
    const connection = headers['connection']?.toLowerCase() ?? '';
    const keepAlive = minor === '1' ? !connection.includes('close') : connection.includes('keep-alive');
    return { status: Number(status), headers, keepAlive };
}
function lineEnd(text, from) {
    const end = text.indexOf('\r\n', from);
    return end === -1 ? text.length : end;
}
function takeHeader(headers, text, begin, end) {
    const colon = text.indexOf(':', begin);
    const name = colon === -1 || colon > end ? '' : text.slice(begin, colon).toLowerCase();
    const value = text.slice(colon + 1, end).trim();
    if (!NAME.test(name) || NO_VALUE.test(value))
        throw new HttpError('the answer has a line that is no header', 'HPE_INVALID_HEADER_TOKEN');
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
}
/** @throws HttpError for lengths that contradict each other or are none. */
function framingOf({ status, headers }, method) {
    if (method === 'HEAD' || status === 204 || status === 304)
        return 0;
    const encoding = headers['transfer-encoding'];
    if (encoding !== undefined) {
        if (encoding.toLowerCase() !== 'chunked')
            throw new HttpError(`the answer is encoded as ${JSON.stringify(encoding)}`, 'HPE_INVALID_TRANSFER_ENCODING');
        return 'chunked';
    }
    const length = headers['content-length'];
    if (length === undefined)
        return 'until-close';
    const [first = '', ...others] = length.split(',').map((text) => text.trim());
    if (!/^\d{1,15}$/.test(first) || others.some((other) => other !== first)) {
        throw new HttpError('the answer has a Content-Length that is none', 'HPE_INVALID_CONTENT_LENGTH');
    }
    return Number(first);
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/answer-reader.js


/** Longer heads are no S3's; Node's own limit is a quarter of it. */
const MAX_HEAD_BYTES = 64 * 1024;
/** A length of 15 hexadecimal digits is beyond any body; extensions behind it are bounded too. */
const CHUNK_SIZE = /^([0-9a-f]{1,13})[ \t]*(?:;|$)/i;
const MAX_LINE_BYTES = 4096;
const CR = 0x0d;
const END_OF_LINE = Buffer.from('\r\n');
const END_OF_HEAD = Buffer.from('\r\n\r\n');
const PROTOCOL = Buffer.from('HTTP/1.');
const NOTHING = Buffer.alloc(0);
/**
 * Reads one answer of HTTP/1.1 from the bytes of a connection, as they come. Interim answers (100, 103) are passed over. What is no
 * answer, or contradicts itself, is refused: a success must not be guessed.
 */
class AnswerReader {
    #method;
    #listener;
    #state = 'head';
    /** The beginning of a line or head that is not complete. */
    #held = NOTHING;
    /** What is left of the body, or of the chunk. */
    #left = 0;
    #keepAlive = false;
    #headers = {};
    /** @param method decides whether a body can follow. */
    constructor(method, listener) {
        this.#method = method;
        this.#listener = listener;
    }
    get over() {
        return this.#state === 'over';
    }
    /** Whether the connection may be used again, once the answer is {@link over}. */
    get keepAlive() {
        return this.#keepAlive;
    }
    /** For the hints about the connection. */
    get headers() {
        return this.#headers;
    }
    /**
     * Takes what was read. @returns whether more may come at once. @throws HttpError; whatever the listener throws
     */
    take(chunk) {
        let more = true;
        let rest = this.#withHeld(chunk);
        while (rest.length > 0) {
            switch (this.#state) {
                case 'over':
                    // Nobody asked for it: what follows on this connection cannot be trusted.
                    this.#keepAlive = false;
                    return more;
                case 'head':
                    rest = this.#takeHead(rest);
                    break;
                case 'until-close':
                    return this.#listener.onData(rest);
                case 'body':
                case 'chunk': {
                    const piece = rest.length <= this.#left ? rest : rest.subarray(0, this.#left);
                    rest = rest.subarray(piece.length);
                    this.#left -= piece.length;
                    if (!this.#listener.onData(piece))
                        more = false;
                    if (this.#left === 0)
                        this.#pieceIsWhole();
                    break;
                }
                case 'chunk-size':
                case 'chunk-end':
                case 'trailer':
                    rest = this.#takeLine(rest);
            }
        }
        return more;
    }
    /** Nothing more is told. */
    stop() {
        this.#state = 'over';
        this.#keepAlive = false;
    }
    /** The server closed the connection. @throws HttpError where the answer was not over. */
    closed() {
        if (this.#state === 'until-close')
            this.#end();
        else if (this.#state !== 'over')
            throw brokenOff();
    }
    #withHeld(chunk) {
        if (this.#held.length === 0)
            return chunk;
        const all = Buffer.concat([this.#held, chunk]);
        this.#held = NOTHING;
        return all;
    }
    /** @returns what is behind the head; nothing where it is not complete. */
    #takeHead(bytes) {
        const end = bytes.indexOf(END_OF_HEAD);
        if (end === -1) {
            // Servers that wait for the other side to speak on, such as one for SSH, would never finish a head.
            const known = Math.min(bytes.length, PROTOCOL.length);
            if (bytes.compare(PROTOCOL, 0, known, 0, known) !== 0)
                throw new HttpError('the answer is not one of HTTP/1', 'HPE_INVALID_CONSTANT');
            this.#hold(bytes, MAX_HEAD_BYTES);
            return NOTHING;
        }
        const head = readHead(bytes.toString('latin1', 0, end));
        if (head.status >= 200)
            this.#begin(head);
        else if (head.status === 101)
            throw new HttpError('the server wants to speak something else', 'HPE_INVALID_CONSTANT');
        return bytes.subarray(end + END_OF_HEAD.length);
    }
    #begin(head) {
        const framing = framingOf(head, this.#method);
        this.#keepAlive = head.keepAlive && framing !== 'until-close';
        this.#headers = head.headers;
        this.#left = typeof framing === 'number' ? framing : 0;
        this.#state = framing === 'chunked' ? 'chunk-size' : framing === 'until-close' ? 'until-close' : 'body';
        this.#listener.onHead(head.status, head.headers);
        if (framing === 0)
            this.#pieceIsWhole();
    }
    #takeLine(bytes) {
        const end = bytes.indexOf(END_OF_LINE);
        if (end === -1) {
            this.#hold(bytes, MAX_LINE_BYTES);
            return NOTHING;
        }
        if (this.#state === 'chunk-size')
            this.#beginChunk(bytes.toString('latin1', 0, end));
        else if (this.#state === 'trailer') {
            if (end === 0)
                this.#end();
        }
        else if (end > 0)
            throw new HttpError('a chunk of the answer is longer than it says', 'HPE_STRICT');
        else
            this.#state = 'chunk-size';
        return bytes.subarray(end + END_OF_LINE.length);
    }
    #beginChunk(line) {
        const size = CHUNK_SIZE.exec(line)?.[1];
        if (size === undefined)
            throw new HttpError('a chunk of the answer has no size', 'HPE_INVALID_CHUNK_SIZE');
        this.#left = parseInt(size, 16);
        this.#state = this.#left === 0 ? 'trailer' : 'chunk';
    }
    #pieceIsWhole() {
        if (this.#state === 'body')
            this.#end();
        else if (this.#state === 'chunk')
            this.#state = 'chunk-end';
    }
    #end() {
        this.#state = 'over';
        this.#listener.onEnd();
    }
    #hold(bytes, most) {
        if (bytes.length > most)
            throw new HttpError('a line or the head of the answer is too long', 'HPE_HEADER_OVERFLOW');
        if (this.#state === 'chunk-end' && bytes[0] !== CR)
            throw new HttpError('a chunk of the answer is longer than it says', 'HPE_STRICT');
        this.#held = Buffer.from(bytes);
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/request-text.js

/** What could end a line, or is no character of a header's value (RFC 9110, section 5.5). */
const NO_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const NO_PATH = /[^\u0021-\u007e]/;
/** The head of a request, to be written as Latin-1. @throws HttpError for what would be read as something else than it is */
function requestText({ method, path, headers }) {
    if (NO_PATH.test(path))
        throw new HttpError('the path of a request holds a character that none can hold', 'ERR_INVALID_CHAR');
    let text = `${method} ${path} HTTP/1.1\r\n`;
    for (const name in headers) {
        const value = headers[name] ?? '';
        if (NO_HEADER.test(value))
            throw new HttpError(`the header ${name} holds a character that none can hold`, 'ERR_INVALID_CHAR');
        text += `${name}: ${value}\r\n`;
    }
    return `${text}\r\n`;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/connection.js



/** Bytes that are given to a connection at once; between slices it is told whether it takes them. */
const SLICE_BYTES = 512 * 1024;
/** One connection, for one exchange at a time: pipelined requests would wait for each other, and break together. */
class Connection {
    #owner;
    #closing = new AbortController();
    #opening;
    #socket;
    #exchange;
    /** What closed it. */
    #failure;
    #closed = false;
    constructor(open, owner) {
        this.#owner = owner;
        this.#opening = open(this.#take, this.#closing.signal);
        this.#opening.then(this.#opened, this.#close);
    }
    /** Sends a request; only where no other is under way. */
    start(request, listener) {
        const exchange = { request, listener, reader: new AnswerReader(request.method, listener), sent: false };
        this.#exchange = exchange;
        if (this.#socket !== undefined) {
            this.#socket.ref();
            this.#send(this.#socket, exchange);
        }
        return {
            abort: () => {
                if (this.#exchange !== exchange)
                    return;
                this.#exchange = undefined;
                exchange.reader.stop();
                this.close(brokenOff());
            },
            resume: () => this.#socket?.resume(),
        };
    }
    /** Closes it; an exchange that is under way fails with the reason. */
    close(reason) {
        this.#closing.abort(reason);
        if (this.#socket === undefined)
            return;
        this.#failure ??= reason;
        this.#socket.destroy();
        this.#close(reason);
    }
    #opened = (socket) => {
        this.#socket = socket;
        if (this.#closed || socket.destroyed) {
            this.close(brokenOff());
            return;
        }
        socket.on('error', (error) => {
            this.#failure ??= error;
        });
        socket.on('end', this.#ended);
        socket.on('close', () => {
            this.#close(this.#failure ?? brokenOff());
        });
        if (this.#exchange !== undefined)
            this.#send(socket, this.#exchange);
    };
    #send(socket, exchange) {
        const { request } = exchange;
        let head;
        try {
            head = requestText(request);
        }
        catch (error) {
            this.close(error);
            return;
        }
        const { body } = request;
        if (body === undefined || (body instanceof Uint8Array && body.length === 0)) {
            exchange.sent = true;
            socket.write(head, 'latin1');
        }
        else if (body instanceof Uint8Array) {
            socket.cork();
            socket.write(head, 'latin1');
            this.#sendSlice(socket, exchange, body, 0);
            socket.uncork();
        }
        else {
            socket.write(head, 'latin1');
            void this.#pump(socket, exchange, body);
        }
    }
    #sendSlice(socket, exchange, body, from) {
        const to = Math.min(from + SLICE_BYTES, body.length);
        socket.write(body.subarray(from, to), (error) => {
            if (error instanceof Error || this.#exchange !== exchange)
                return;
            exchange.listener.onSent();
            if (to < body.length)
                this.#sendSlice(socket, exchange, body, to);
            else
                exchange.sent = true;
        });
    }
    async #pump(socket, exchange, body) {
        const isOver = () => this.#exchange !== exchange;
        try {
            for await (const chunk of body) {
                // The answer came early: the source is told by being left.
                if (isOver())
                    return;
                if (!socket.write(chunk))
                    await drained(socket);
                if (isOver())
                    return;
                exchange.listener.onSent();
            }
            exchange.sent = true;
        }
        catch (error) {
            if (!isOver())
                this.close(error);
        }
    }
    #take = (bytes) => {
        const exchange = this.#exchange;
        if (exchange === undefined) {
            this.close(new HttpError('the server spoke without being asked', 'HPE_INVALID_CONSTANT'));
            return true;
        }
        try {
            const more = exchange.reader.take(bytes);
            if (exchange.reader.over)
                this.#answered(exchange);
            return more;
        }
        catch (error) {
            this.close(error);
            return true;
        }
    };
    #ended = () => {
        const exchange = this.#exchange;
        if (exchange === undefined) {
            this.close(brokenOff());
            return;
        }
        try {
            exchange.reader.closed();
            this.#answered(exchange);
        }
        catch (error) {
            this.close(error);
        }
    };
    #answered(exchange) {
        if (this.#exchange !== exchange)
            return;
        this.#exchange = undefined;
        const socket = this.#socket;
        // Of a request that was answered early, the rest would be read as the next one.
        const reusable = exchange.reader.keepAlive && exchange.sent && socket?.writableLength === 0 && !this.#closed;
        if (!reusable) {
            this.close(brokenOff());
            return;
        }
        socket.unref();
        this.#owner.onIdle(this, exchange.reader.headers);
    }
    #close = (reason) => {
        if (this.#closed)
            return;
        this.#closed = true;
        this.#owner.onClosed(this);
        const exchange = this.#exchange;
        this.#exchange = undefined;
        exchange?.listener.onError(reason);
    };
}
/** Resolves when the socket takes more, or never will. */
function drained(socket) {
    return new Promise((resolve) => {
        const done = () => {
            socket.removeListener('drain', done);
            socket.removeListener('close', done);
            resolve();
        };
        socket.once('drain', done);
        socket.once('close', done);
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/connection-pool.js

/** Longer than the pauses of a run; a server that closes earlier usually says so, and is listened to. */
const KEEP_ALIVE_MS = 10_000;
/** A server may close a connection at its very limit, while a request is on its way. */
const MARGIN_MS = 1000;
/**
 * Connections to one origin. Neither their number nor times are limited here but for connecting and for keeping idle ones: the store
 * limits its requests and watches their silence, and a limit in two places can deadlock.
 */
class ConnectionPool {
    #open;
    #all = new Set();
    /** The one that was used last comes first again, so that those that are not needed grow old. */
    #idle = [];
    #owner = {
        onIdle: (connection, headers) => {
            this.#idle.push({ connection, untilMs: performance.now() + keepAliveMs(headers) });
        },
        onClosed: (connection) => {
            this.#all.delete(connection);
            const at = this.#idle.findIndex((idle) => idle.connection === connection);
            if (at !== -1)
                this.#idle.splice(at, 1);
        },
    };
    constructor(open) {
        this.#open = open;
    }
    /** Sends a request over a connection that is idle, or over a new one. */
    send(request, listener) {
        let connection = this.#takeIdle();
        if (connection === undefined) {
            connection = new Connection(this.#open, this.#owner);
            this.#all.add(connection);
        }
        return connection.start(request, listener);
    }
    /** Closes all connections; exchanges that are under way fail with the reason. */
    close(reason) {
        for (const connection of [...this.#all])
            connection.close(reason);
    }
    #takeIdle() {
        const now = performance.now();
        for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
            if (idle.untilMs > now)
                return idle.connection;
            idle.connection.close(new Error('it was idle for too long'));
        }
        return undefined;
    }
}
function keepAliveMs(headers) {
    const seconds = /(?:^|[\s,;])timeout=(\d{1,6})/i.exec(headers['keep-alive'] ?? '')?.[1];
    return seconds === undefined ? KEEP_ALIVE_MS : Math.min(KEEP_ALIVE_MS, Number(seconds) * 1000 - MARGIN_MS);
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/storage/s3/raw/http/open-socket.js


const CONNECT_TIMEOUT_MS = 10_000;
/** TCP's own probes, from so long a silence on; shorter than what firewalls forget a connection after. */
const PROBE_AFTER_MS = 60_000;
/**
 * Into this all connections of a thread read: fresh memory for each 64 KiB, and its collection, cost as much time as all the rest of
 * reading. What is read is used, or copied, before the next read.
 */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024);
/**
 * Opens a connection to an origin, over TLS for `https:`.
 *
 * @throws what Node says; HttpError `ETIMEDOUT` after ten seconds; the signal's reason.
 */
async function openSocket(options, tls, signal) {
    signal.throwIfAborted();
    const { origin } = options;
    if (origin.protocol === 'http:') {
        const { hostname, port } = hostOf(origin);
        return ready((0,external_node_net_.connect)({ host: hostname, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_AFTER_MS, onread: readingFor(options.take) }), 'connect', signal);
    }
    return ready(openTls(options, tls), 'secureConnect', signal);
}
/** Name and port of an origin, as sockets want them. */
function hostOf({ hostname, port, protocol }) {
    const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    return { hostname: bare, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}
function readingFor(take) {
    return { buffer: READ_BUFFER, callback: (bytes) => take(READ_BUFFER.subarray(0, bytes)) };
}
function openTls({ origin, take, over }, tls) {
    const { connect } = process.getBuiltinModule('node:tls');
    const { hostname, port } = hostOf(origin);
    const session = tls.sessionWith(origin.origin);
    const socket = connect({
        host: hostname,
        port,
        // Node's types do not know that sockets over TLS can be read so too. Those over another socket cannot.
        ...(over === undefined && { onread: readingFor(take) }),
        ALPNProtocols: ['http/1.1'],
        ...((0,external_node_net_.isIP)(hostname) === 0 && { servername: hostname }),
        secureContext: tls.context,
        ...(session !== undefined && { session }),
        ...(over !== undefined && { socket: over }),
    });
    if (over !== undefined) {
        socket.on('data', (bytes) => {
            if (!take(bytes))
                socket.pause();
        });
    }
    socket.setNoDelay(true);
    socket.setKeepAlive(true, PROBE_AFTER_MS);
    socket.on('session', (fresh) => {
        tls.keepSession(origin.origin, fresh);
    });
    return socket;
}
/** The socket when it is connected. */
function ready(socket, event, signal) {
    return new Promise((resolve, reject) => {
        const settle = () => {
            clearTimeout(limit);
            signal.removeEventListener('abort', stop);
            socket.removeListener('error', failed);
            socket.removeListener('close', closed);
            socket.removeListener(event, connected);
        };
        const failed = (reason) => {
            settle();
            socket.destroy();
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
            reject(reason);
        };
        const connected = () => {
            settle();
            resolve(socket);
        };
        const closed = () => {
            failed(new HttpError('the connection was closed while it was made', 'ECONNRESET'));
        };
        const stop = () => {
            failed(signal.reason);
        };
        const limit = setTimeout(() => {
            failed(new HttpError('no connection was made in time', 'ETIMEDOUT'));
        }, CONNECT_TIMEOUT_MS);
        // Errors that come when nobody listens must not end the process.
        socket.on('error', () => undefined);
        socket.once('error', failed);
        socket.once('close', closed);
        socket.once(event, connected);
        signal.addEventListener('abort', stop, { once: true });
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/shared-tls.js
/**
 * What the connections of one store share over TLS. To read the trusted certificates takes milliseconds, of each connection anew if
 * it is left to Node; and with the session of an earlier one, a connection saves half of its handshake.
 */
class SharedTls {
    #ca;
    #sessions = new Map();
    #context;
    /** @param ca certificates to trust instead of Node's own. */
    constructor(ca) {
        this.#ca = ca;
    }
    get context() {
        // Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed.
        this.#context ??= process.getBuiltinModule('node:tls').createSecureContext(this.#ca === undefined ? {} : { ca: [...this.#ca] });
        return this.#context;
    }
    /** The newest session with an origin. */
    sessionWith(origin) {
        return this.#sessions.get(origin);
    }
    keepSession(origin, session) {
        this.#sessions.set(origin, session);
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/tunnel.js


const TUNNEL_TIMEOUT_MS = 10_000;
/**
 * Asks a proxy for a way through to an origin (`CONNECT`).
 *
 * @returns the connection, to speak TLS over. @throws what Node says; HttpError where the proxy refuses; the signal's reason
 */
async function openTunnel(proxy, authorization, origin, tls, signal) {
    const { request } = await (proxy.protocol === 'https:' ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 4708, 19)) : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 19)));
    const { hostname, port } = hostOf(origin);
    const target = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
    return new Promise((resolve, reject) => {
        const asked = request({
            host: hostOf(proxy).hostname,
            port: hostOf(proxy).port,
            method: 'CONNECT',
            path: target,
            agent: false,
            signal,
            headers: { host: target, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
            ...(proxy.protocol === 'https:' && { secureContext: tls.context }),
        });
        asked.setTimeout(TUNNEL_TIMEOUT_MS, () => {
            asked.destroy(new HttpError('the proxy did not answer in time', 'ETIMEDOUT'));
        });
        asked.once('error', reject);
        asked.once('response', (answer) => {
            answer.destroy();
            reject(refusal(answer.statusCode));
        });
        asked.once('connect', (answer, socket) => {
            socket.setTimeout(0);
            if (answer.statusCode === 200) {
                resolve(socket);
                return;
            }
            socket.destroy();
            reject(refusal(answer.statusCode));
        });
        asked.end();
    });
}
function refusal(status) {
    return new HttpError(`the proxy refuses a tunnel to the store: it answered CONNECT with ${status ?? 'nothing'}`, 'PROXY_REFUSED');
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/http/routes.js







/** The connections of one store, direct or through the proxy that the environment names for an origin. */
class Routes {
    #tls;
    #pools = new Map();
    /** @throws StorageError `tls` for certificates that cannot be read. */
    constructor() {
        this.#tls = new SharedTls((0,trust/* trustedCertificates */.g)());
    }
    /** @throws StorageError `unreachable` for a proxy variable that is no URL. */
    routeTo(origin) {
        const named = (0,proxy_from_env/* getProxyForUrl */.T)(origin);
        if (named === '')
            return { pool: this.#pool(origin, this.#direct(new URL(origin))), pathPrefix: '', headers: {} };
        const proxy = (0,proxy_url/* requireProxyUrl */.T)(named);
        const authorization = authorizationFor(proxy);
        if (origin.startsWith('https:')) {
            const open = this.#through(proxy, authorization, new URL(origin));
            return { pool: this.#pool(`${proxy.href} ${origin}`, open), pathPrefix: '', headers: {} };
        }
        return {
            pool: this.#pool(proxy.origin, this.#direct(new URL(proxy.origin))),
            pathPrefix: origin,
            headers: authorization === undefined ? {} : { 'proxy-authorization': authorization },
        };
    }
    close() {
        for (const pool of this.#pools.values())
            pool.close(new Error('the store was closed'));
    }
    #pool(key, open) {
        let pool = this.#pools.get(key);
        if (pool === undefined) {
            pool = new ConnectionPool(open);
            this.#pools.set(key, pool);
        }
        return pool;
    }
    #direct(origin) {
        return (take, signal) => this.#open(origin, take, signal);
    }
    #through(proxy, authorization, origin) {
        return async (take, signal) => this.#open(origin, take, signal, await openTunnel(proxy, authorization, origin, this.#tls, signal));
    }
    #open(origin, take, signal, over) {
        return openSocket({ origin, take, ...(over !== undefined && { over }) }, this.#tls, signal);
    }
}
function authorizationFor({ username, password }) {
    if (username === '' && password === '')
        return undefined;
    const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(words).toString('base64')}`;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/hmac.js

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
/** More than what is signed for S3, which begins with names and ends with a hash. */
const FIRST_TEXT_BYTES = 512;
/**
 * HMAC-SHA-256 with a key that is used very often, by its definition (RFC 2104) with two hashes of one call each: an object of
 * `createHmac` for each text costs several times as much, most of it when it is collected.
 */
class HmacKey {
    #inner = Buffer.alloc(BLOCK_BYTES + FIRST_TEXT_BYTES);
    #outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
    /** @param key at most 64 bytes. @throws RangeError for a longer one. */
    constructor(key) {
        if (key.length > BLOCK_BYTES)
            throw new RangeError(`a key of ${key.length} bytes`);
        for (let index = 0; index < BLOCK_BYTES; index++) {
            const byte = key[index] ?? 0;
            this.#inner[index] = byte ^ INNER_PAD;
            this.#outer[index] = byte ^ OUTER_PAD;
        }
    }
    /** The digest of a text in UTF-8, in hexadecimal digits. */
    digest(text) {
        // A character has at most three bytes for each of its units.
        if (text.length * 3 > this.#inner.length - BLOCK_BYTES)
            this.#reserve(text.length * 3);
        const end = BLOCK_BYTES + this.#inner.write(text, BLOCK_BYTES);
        this.#outer.write((0,external_node_crypto_.hash)('sha256', this.#inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'binary');
        return (0,external_node_crypto_.hash)('sha256', this.#outer);
    }
    #reserve(bytes) {
        const larger = Buffer.alloc(BLOCK_BYTES + bytes);
        this.#inner.copy(larger, 0, 0, BLOCK_BYTES);
        this.#inner = larger;
    }
}
/** HMAC-SHA-256 with a key that is used once. */
function hmac(key, text) {
    return (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest();
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/signing.js



/** SHA-256 of no bytes. */
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** Stands for a body whose hash is not known before it is sent: the SDK signs streams so, over http too. */
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
/** SHA-256 in hexadecimal digits. */
function sha256(bytes) {
    return (0,external_node_crypto_.hash)('sha256', bytes);
}
const ALGORITHM = 'AWS4-HMAC-SHA256';
/**
 * Signs requests with the keys of regional clients, by Signature Version 4 as S3 wants it: the path is signed as it is sent, encoded
 * once, and each request brings the hash of its body. It does what `@smithy/signature-v4` does, whose answers a test compares, in a
 * fifth of the time: of a hundred thousand copies that is seconds.
 */
class Signing {
    #keys = new WeakMap();
    #now;
    #second = -1;
    #dateTime = '';
    /** @param now milliseconds since 1970. */
    constructor(now = Date.now) {
        this.#now = now;
    }
    /** @throws CredentialsUnavailable */
    async sign(client, to, { method, path, query, headers }) {
        const identity = await client.identity();
        const dateTime = this.#time();
        const { key, scope } = this.#keyFor(client, identity, to.region, dateTime.slice(0, 8));
        const sent = { host: to.url.host, ...headers, 'x-amz-date': dateTime };
        if (identity.sessionToken !== undefined)
            sent['x-amz-security-token'] = identity.sessionToken;
        const names = Object.keys(sent).sort();
        const signedNames = names.join(';');
        const canonicalQuery = queryText(query);
        let canonical = `${method}\n${path}\n${canonicalQuery}\n`;
        for (const name of names)
            canonical += `${name}:${canonicalValue(sent[name] ?? '')}\n`;
        canonical += `\n${signedNames}\n${sent['x-amz-content-sha256'] ?? EMPTY_SHA256}`;
        const signature = key.digest(`${ALGORITHM}\n${dateTime}\n${scope}\n${sha256(canonical)}`);
        sent['authorization'] = `${ALGORITHM} Credential=${identity.accessKeyId}/${scope}, SignedHeaders=${signedNames}, Signature=${signature}`;
        return { path: canonicalQuery === '' ? path : `${path}?${canonicalQuery}`, headers: sent };
    }
    /** As `20261231T235959Z`. */
    #time() {
        const second = Math.floor(this.#now() / 1000);
        if (second !== this.#second) {
            this.#second = second;
            this.#dateTime = new Date(second * 1000).toISOString().replaceAll(/[:-]|\.\d+/g, '');
        }
        return this.#dateTime;
    }
    #keyFor(client, identity, region, day) {
        const known = this.#keys.get(client);
        if (known?.identity.secretAccessKey === identity.secretAccessKey && known.day === day && known.region === region)
            return known;
        const parts = [day, region, 's3', 'aws4_request'];
        const key = parts.reduce((secret, part) => hmac(secret, part), Buffer.from(`AWS4${identity.secretAccessKey}`));
        const made = { identity, day, region, scope: parts.join('/'), key: new HmacKey(key) };
        this.#keys.set(client, made);
        return made;
    }
}
/** Sorted by the encoded names: our names are plain. */
function queryText(query) {
    let text = '';
    for (const name of Object.keys(query).sort())
        text += `${text === '' ? '' : '&'}${name}=${(0,copy_source/* encodeStrictly */.jR)(query[name] ?? '')}`;
    return text;
}
const INNER_BLANKS = /\s\s|[\t\n\r]/;
function canonicalValue(value) {
    return (INNER_BLANKS.test(value) ? value.replaceAll(/\s+/g, ' ') : value).trim();
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-sender.js






/**
 * Signs and sends requests over its own pool of connections. Which client stands for a bucket's region and
 * credentials, and when to follow a bucket elsewhere, is decided where it is decided for the SDK's own requests.
 */
class RawSender {
    #sender;
    #routes = new Routes();
    #signing = new Signing();
    #threads;
    #places = new WeakMap();
    constructor(sender, threads) {
        this.#sender = sender;
        this.#threads = threads;
    }
    /**
     * Sends a request and reads its answer whole.
     *
     * @param read tells what the answer says; not called for a status that is no success. @throws S3Fault
     * @returns `undefined` where the SDK has to do it.
     */
    send(object, request, signal, read) {
        return this.#exchange(object, request, signal, 'document', (answer, subject) => read(answer, subject));
    }
    /** As {@link send}, of an answer whose body is yet to be read. */
    open(object, request, signal, read) {
        return this.#exchange(object, request, signal, 'stream', (answer, subject) => read(answer, subject));
    }
    /** As {@link send}, of an answer whose body lands in memory. */
    land(object, request, landing, signal, read) {
        return this.#exchange(object, request, signal, landing, (answer, subject) => read(answer, subject));
    }
    close() {
        this.#routes.close();
        this.#threads.close();
    }
    #exchange(object, request, signal, taking, read) {
        const { operation } = request;
        return this.#sender.send(operation, object, signal, async (client) => {
            const place = await this.#placeOf(client, object.bucket);
            if (place === undefined)
                return undefined;
            const outgoing = await this.#signed(client, place.destination, object, request);
            const subject = { operation, bucket: object.bucket, key: object.key };
            const answer = await (this.#moved(place, subject, outgoing, signal, taking)
                ?? exchange(place.route, subject, outgoing, signal, taking));
            if ('text' in answer && answer.status >= 300)
                throw refused(subject, answer);
            return read(answer, subject);
        });
    }
    #moved({ destination }, subject, { body, ...request }, signal, taking) {
        if (taking === 'stream')
            return undefined;
        const { origin } = destination.url;
        return this.#threads.exchange({
            origin,
            subject,
            request,
            ...(body instanceof Uint8Array && { body }),
            ...(taking !== 'document' && { landing: taking }),
        }, signal);
    }
    async #signed(client, destination, { key }, { method, ofBucket, query = {}, headers = {}, body, bodyHash = EMPTY_SHA256 }) {
        const base = destination.url.pathname.replace(/\/$/, '');
        const signed = await this.#signing.sign(client, destination, {
            method,
            path: ofBucket === true ? `${base}/` : `${base}/${(0,copy_source/* encodePath */.O0)(key)}`,
            query,
            headers: { ...headers, 'x-amz-content-sha256': bodyHash },
        });
        return {
            method,
            path: signed.path,
            headers: { ...signed.headers, 'user-agent': 'flink-snapshot' },
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
        const destination = plainDestination(client, bucket) ?? (await ruledDestination(client, bucket));
        return destination && { destination, route: this.#routes.routeTo(destination.url.origin) };
    }
}
async function ruledDestination(client, bucket) {
    const { destinationByRules } = await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(861), __webpack_require__.e(711), __webpack_require__.e(150)]).then(__webpack_require__.bind(__webpack_require__, 3150));
    return destinationByRules(await client.sdk(), bucket);
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/raw-uploads.js






const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
/**
 * The bookkeeping of multipart uploads. It is rare, but loading the SDK for it takes longer than all the part copies of a few large
 * objects.
 */
class RawUploads {
    #sdk;
    #sender;
    #write;
    /** @param write headers of every request that creates an object. */
    constructor(sdk, sender, write) {
        this.#sdk = sdk;
        this.#sender = sender;
        this.#write = write;
    }
    /** As {@link S3Api.createUpload}. */
    async create(object, options) {
        const headers = {
            ...this.#write,
            ...originHeaders(options),
            ...(options.crc32 === true && { 'x-amz-checksum-algorithm': 'CRC32' }),
            'content-length': '0',
        };
        const id = await this.#sender.send(object, { operation: 'CreateMultipartUpload', method: 'POST', query: { uploads: '' }, headers }, options.signal, (answer, subject) => uploadIdIn(answer, subject, object));
        return id ?? this.#sdk.createUpload(object, options);
    }
    /** As {@link S3Api.completeUpload}. */
    async complete(object, uploadId, parts, options) {
        const body = Buffer.from(completion(parts));
        const headers = {
            ...conditionHeaders(options.condition), 'content-type': 'application/xml', 'content-length': String(body.length),
        };
        const answer = await this.#sender.send(object, { operation: 'CompleteMultipartUpload', method: 'POST', query: { uploadId }, headers, body, bodyHash: sha256(body) }, options.signal, (answer, subject) => {
            const result = resultIn(answer, subject, 'CompleteMultipartUploadResult');
            return (0,sdk_answers/* written */.Mp)('CompleteMultipartUpload', object, childText(result, 'ETag'), answer.headers[ENCRYPTION]);
        });
        return answer ?? this.#sdk.completeUpload(object, uploadId, parts, options);
    }
    /** As {@link S3Api.abortUpload}. */
    async abort(object, uploadId, options) {
        const done = await this.#sender.send(object, { operation: 'AbortMultipartUpload', method: 'DELETE', query: { uploadId } }, options.signal, () => true);
        if (done === undefined)
            await this.#sdk.abortUpload(object, uploadId, options);
    }
    /** As {@link S3Api.countUploads}. */
    async count(object, options) {
        const count = await this.#sender.send(object, { operation: 'ListMultipartUploads', method: 'GET', ofBucket: true, query: { uploads: '', prefix: object.key } }, options.signal, (answer, subject) => {
            const document = readXml(answer.text);
            if (errorIn(document) !== undefined)
                throw failedLate(subject, answer);
            if (document?.name !== 'ListMultipartUploadsResult')
                throw unproven(subject, answer);
            return document.children.filter((child) => child.name === 'Upload' && childText(child, 'Key') === object.key).length;
        });
        return count ?? this.#sdk.countUploads(object, options);
    }
}
function uploadIdIn(answer, subject, object) {
    const document = readXml(answer.text);
    if (errorIn(document) !== undefined)
        throw failedLate(subject, answer);
    const id = document?.name === 'InitiateMultipartUploadResult' ? childText(document, 'UploadId') : undefined;
    if (id === undefined)
        throw (0,sdk_answers/* corrupt */.qb)('CreateMultipartUpload', object, 'the answer has no UploadId');
    return id;
}
/** The parts in their order, each with what the store said of it. */
function completion(parts) {
    const written = parts.map(({ number, etag, checksums = {} }) => {
        const fields = Object.entries(checksums).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
        return `<Part><ETag>${escaped(`"${etag}"`)}</ETag>${fields.join('')}<PartNumber>${number}</PartNumber></Part>`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?><CompleteMultipartUpload xmlns="${NAMESPACE}">${written.join('')}</CompleteMultipartUpload>`;
}
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
function escaped(text) {
    return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/watched-source.js

/** The bytes of a part, with an eye on their number and on what breaks them off. */
class WatchedSource {
    #part;
    #bytes;
    #sizeBytes;
    failure;
    constructor(part, bytes, sizeBytes) {
        this.#part = part;
        this.#bytes = bytes;
        this.#sizeBytes = sizeBytes;
    }
    async *[Symbol.asyncIterator]() {
        let room = this.#sizeBytes;
        try {
            for await (const chunk of this.#bytes) {
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
        return new s3_api/* S3Fault */.f(`the source gave ${how} bytes than it has`, { operation: 'UploadPart', bucket, key });
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
function createRawApi(sdk, sender, write, threads) {
    return new RawApi(sdk, new RawSender(sender, threads), write);
}
class RawApi {
    createUpload;
    completeUpload;
    abortUpload;
    countUploads;
    removeMany;
    remove;
    #sdk;
    #sender;
    #write;
    constructor(sdk, sender, write) {
        this.#sdk = sdk;
        this.#sender = sender;
        this.#write = settingsHeaders(write);
        const uploads = new RawUploads(sdk, sender, this.#write);
        this.createUpload = uploads.create.bind(uploads);
        this.completeUpload = uploads.complete.bind(uploads);
        this.abortUpload = uploads.abort.bind(uploads);
        this.countUploads = uploads.count.bind(uploads);
        this.removeMany = sdk.removeMany.bind(sdk);
        this.remove = sdk.remove.bind(sdk);
    }
    async head(object, options) {
        const headers = options.checksums === true ? { 'x-amz-checksum-mode': 'ENABLED' } : {};
        const answer = await this.#sender.send(object, { operation: 'HeadObject', method: 'HEAD', headers }, options.signal, (answer) => {
            const head = headIn(answer.headers);
            if (head === undefined)
                throw (0,sdk_answers/* corrupt */.qb)('HeadObject', object, 'the answer to HEAD has no Content-Length');
            const origin = answer.headers[ORIGIN_HEADER];
            return {
                ...head,
                ...(origin !== undefined && { origin }),
                ...(options.checksums === true && { checksums: (0,sdk_answers/* checksumsOf */.Uw)(checksumFields(answer.headers)) }),
            };
        });
        return answer ?? this.#sdk.head(object, options);
    }
    async get(object, options) {
        const { signal, range } = options;
        const answer = await this.#sender.open(object, { operation: 'GetObject', method: 'GET', headers: readHeaders(options) }, signal, (answer) => opened(object, range, answer));
        return answer ?? this.#sdk.get(object, options);
    }
    async getInto(object, sink, options) {
        const { signal, range } = options;
        const answer = await this.#sender.land(object, { operation: 'GetObject', method: 'GET', headers: readHeaders(options) }, { sink, ...(range && { contentRange: contentRangeOf(range) }) }, signal, ({ headers }) => headOfRange(object, range, headers));
        return answer ?? this.#sdk.getInto(object, sink, options);
    }
    async list(bucket, prefix, token, options) {
        const listing = { bucket, prefix, token, oneLevel: options.oneLevel === true };
        const page = await this.#sender.send({ bucket, key: prefix }, { operation: 'ListObjectsV2', method: 'GET', ofBucket: true, query: listQuery(listing, options.startAfter) }, options.signal, (answer, subject) => pageIn(listing, answer, subject));
        return page ?? this.#sdk.list(bucket, prefix, token, options);
    }
    async put(object, bytes, options) {
        const { crc32, signal } = options;
        const headers = {
            ...CONTENT_TYPE,
            ...this.#write,
            ...conditionHeaders(options.condition),
            ...originHeaders(options),
            ...(crc32 === undefined
                ? { 'content-md5': (0,external_node_crypto_.createHash)('md5').update(bytes).digest('base64') }
                : { [CRC32]: crc32 }),
            'content-length': String(bytes.length),
        };
        const bodyHash = crc32 === undefined ? sha256(bytes) : UNSIGNED_PAYLOAD;
        const answer = await this.#sender.send(object, { operation: 'PutObject', method: 'PUT', headers, body: bytes, bodyHash }, signal, ({ headers }) => writtenIn('PutObject', object, headers));
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
            return (0,sdk_answers/* written */.Mp)('CopyObject', object, childText(result, 'ETag'), answer.headers[ENCRYPTION]);
        });
        return answer ?? this.#sdk.copy(object, source, options);
    }
    async uploadPart(part, body, options) {
        const { bytes, sizeBytes, crc32 } = body;
        const source = bytes instanceof Uint8Array ? undefined : new WatchedSource(part, bytes, sizeBytes);
        const headers = {
            ...CONTENT_TYPE,
            ...(crc32 !== undefined && { [CRC32]: crc32 }),
            'content-length': String(sizeBytes),
        };
        try {
            const answer = await this.#sender.send(part, {
                operation: 'UploadPart',
                method: 'PUT',
                query: partQuery(part),
                headers,
                body: source ?? bytes,
                bodyHash: UNSIGNED_PAYLOAD,
            }, options.signal, ({ headers }) => ({ ...writtenIn('UploadPart', part, headers), number: part.number }));
            return answer ?? (await this.#sdk.uploadPart(part, body, options));
        }
        catch (error) {
            // What the source says is the reason; the connection only broke because of it.
            throw source?.failure === undefined ? error : source.failure.reason;
        }
    }
    async copyPart(part, source, range, options) {
        const headers = { ...sourceHeaders(source), 'x-amz-copy-source-range': rangeText(range), 'content-length': '0' };
        const answer = await this.#sender.send(part, { operation: 'UploadPartCopy', method: 'PUT', query: partQuery(part), headers }, options.signal, (answer, subject) => {
            const result = resultIn(answer, subject, 'CopyPartResult');
            const fields = Object.fromEntries(result.children.map(({ name, text }) => [name, text]));
            return {
                ...(0,sdk_answers/* written */.Mp)('UploadPartCopy', part, fields['ETag'], answer.headers[ENCRYPTION]),
                number: part.number,
                checksums: (0,sdk_answers/* partChecksums */.yE)(fields),
            };
        });
        return answer ?? this.#sdk.copyPart(part, source, range, options);
    }
    close() {
        this.#sender.close();
        this.#sdk.close();
    }
}
const CRC32 = 'x-amz-checksum-crc32';
function readHeaders({ range, etag }) {
    return {
        ...(range && { range: rangeText(range) }),
        ...(etag !== undefined && { 'if-match': `"${etag}"` }),
    };
}
function writtenIn(operation, object, headers) {
    return {
        ...(0,sdk_answers/* written */.Mp)(operation, object, headers['etag'], headers[ENCRYPTION]),
        checksums: (0,sdk_answers/* partChecksums */.yE)(checksumFields(headers)),
    };
}
function partQuery({ number, uploadId }) {
    return { partNumber: String(number), uploadId };
}
function opened(object, range, { headers, body }) {
    try {
        return { head: headOfRange(object, range, headers), body };
    }
    catch (error) {
        void body.return();
        throw error;
    }
}
/** @throws S3Fault where the answer is another range than the one that was asked for. */
function headOfRange(object, range, headers) {
    const head = headIn(headers);
    const inRange = range === undefined || headers['content-range']?.startsWith(contentRangeOf(range)) === true;
    if (head !== undefined && inRange)
        return head;
    throw (0,sdk_answers/* corrupt */.qb)('GetObject', object, 'the answer to GET is not the range of bytes that was asked for');
}
function contentRangeOf([start, end]) {
    return `bytes ${start}-${end - 1}/`;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/thread-load.js
/** Of the calling thread. One that only waits for its turn on a busy machine is not computing. */
class OwnLoad {
    #beganMs = performance.now();
    #computedMs = computedMs();
    begin() {
        this.#beganMs = performance.now();
        this.#computedMs = computedMs();
    }
    ageMs() {
        return performance.now() - this.#beganMs;
    }
    load() {
        return (computedMs() - this.#computedMs) / this.ageMs();
    }
}
/** Node 20 tells of all threads together only. */
function computedMs() {
    const { user, system } = 'threadCpuUsage' in process ? process.threadCpuUsage() : process.cpuUsage();
    return (user + system) / 1000;
}

;// CONCATENATED MODULE: ./build/storage/s3/raw/transfer-threads.js





/** The variable that fixes the number of threads. */
const VARIABLE = 'FLINK_SNAPSHOT_THREADS';
/** More threads than this would only wait for the network. Each side of a transfer has its own. */
const MOST_THREADS = 2;
/** Starting threads costs as much as to move this. */
const WORTHWHILE_BYTES = 64 * 2 ** 20;
/** So long the calling thread is watched before threads are started: what it computes in shorter times says little. */
const WATCHED_MS = 1000;
/** Below this part of its time the calling thread keeps up with what it waits for. */
const FULL_LOAD = 0.85;
/** Below this the way to another thread and back costs more than it saves. */
const SMALLEST_PIECE_BYTES = 256 * 1024;
/**
 * Threads that move the bytes of one store: one core encrypts or decrypts some hundred MiB/s. Without a word from the user
 * they are used for https, where there is more than one core, once the calling thread is seen to be what everything waits for. Where it
 * is the network or the servers, threads only cost: to start, and a handshake for each of their connections.
 */
class TransferThreads {
    #fixed;
    #window;
    #threads;
    #movedBytes = 0;
    #broken = false;
    /**
     * @param window of the calling thread, but in tests.
     * @throws StorageError `unsupported` for a number of threads that is none.
     */
    constructor(env = process.env, window = new OwnLoad()) {
        this.#fixed = fixedNumber(env[VARIABLE]);
        this.#window = window;
    }
    /**
     * Sends a request in one of the threads. `undefined` where it shall be sent by the calling thread.
     *
     * @throws as {@link exchange}
     */
    exchange(moving, signal) {
        const bytes = moving.body ?? moving.landing?.sink.bytes;
        if (bytes === undefined || !isShared(bytes))
            return undefined;
        const sizeBytes = bytes.length - (moving.landing?.sink.filled ?? 0);
        if (!this.#pays(moving.origin, sizeBytes))
            return undefined;
        signal?.throwIfAborted();
        this.#threads ??= this.#start();
        const [first, ...others] = this.#threads;
        if (first === undefined)
            return undefined;
        const idlest = others.reduce((least, one) => (one.load < least.load ? one : least), first);
        return idlest.exchange(moving, bytes, signal);
    }
    /** Threads that run. */
    get count() {
        return this.#threads?.length ?? 0;
    }
    close() {
        for (const thread of this.#threads ?? [])
            thread.close();
        this.#threads = undefined;
    }
    #pays(origin, sizeBytes) {
        if (this.#broken)
            return false;
        if (this.#fixed !== undefined)
            return this.#fixed > 0;
        if (sizeBytes < SMALLEST_PIECE_BYTES || !origin.startsWith('https:'))
            return false;
        return this.#threads !== undefined || this.#wouldPay(sizeBytes);
    }
    #wouldPay(sizeBytes) {
        // What the thread did before was not moving bytes.
        if (this.#movedBytes === 0)
            this.#window.begin();
        this.#movedBytes += sizeBytes;
        if (this.#movedBytes < WORTHWHILE_BYTES || this.#window.ageMs() < WATCHED_MS)
            return false;
        this.#movedBytes = 0;
        return this.#window.load() >= FULL_LOAD && (0,external_node_os_.availableParallelism)() > 1;
    }
    #start() {
        const count = this.#fixed ?? Math.min(MOST_THREADS, (0,external_node_os_.availableParallelism)() >> 1);
        const onBroken = () => {
            // Without them it works as well, only slower.
            this.#broken = true;
        };
        return Array.from({ length: count }, () => new TransferThread(onBroken));
    }
}
/** One thread and what it is doing. */
class TransferThread {
    #worker;
    #pending = new Map();
    #nextId = 1;
    constructor(onBroken) {
        this.#worker = startWorker();
        this.#worker.unref();
        this.#worker.on('message', (message) => {
            this.#take(message);
        });
        const ended = (error) => {
            onBroken();
            this.#failAll(error);
        };
        this.#worker.on('error', ended);
        this.#worker.on('exit', () => {
            ended(new Error('it ended'));
        });
    }
    /** Orders under way. */
    get load() {
        return this.#pending.size;
    }
    exchange({ origin, subject, request, body, landing }, bytes, signal) {
        const id = this.#nextId++;
        const piece = pieceOf(bytes, landing?.sink.filled ?? 0);
        const order = {
            id,
            origin,
            subject,
            request,
            ...(body !== undefined && { body: piece }),
            ...(landing && {
                landing: { ...piece, ...(landing.contentRange !== undefined && { contentRange: landing.contentRange }) },
            }),
        };
        return new Promise((resolve, reject) => {
            const abort = () => {
                this.#tell({ abort: id });
            };
            const leave = () => {
                signal?.removeEventListener('abort', abort);
            };
            signal?.addEventListener('abort', abort, { once: true });
            this.#pending.set(id, { subject, sink: landing?.sink, signal, resolve, reject, leave });
            // Nothing else may keep the process alive while it waits.
            this.#worker.ref();
            this.#tell(order);
        });
    }
    close() {
        this.#worker.removeAllListeners('exit');
        void this.#worker.terminate();
        this.#failAll(new Error('the store was closed'));
    }
    #tell(message) {
        this.#worker.postMessage(message);
    }
    #take(message) {
        const pending = this.#pending.get(message.id);
        if (pending === undefined)
            return;
        if (message.kind === 'alive') {
            (0,silence/* heard */.HK)(pending.signal);
            return;
        }
        this.#settle(message.id, pending);
        if (pending.sink !== undefined)
            pending.sink.filled += message.landedBytes;
        // Only now is the thread done with the memory, so that only now may it be used for something else.
        if (pending.signal?.aborted === true)
            pending.reject(pending.signal.reason);
        else if (message.kind === 'answer')
            pending.resolve(message.answer);
        else
            pending.reject(faultOf(pending.subject, message.message, message.networkCode));
    }
    #settle(id, pending) {
        pending.leave();
        this.#pending.delete(id);
        if (this.#pending.size === 0)
            this.#worker.unref();
    }
    /** As of a connection that broke: it can be tried again, without the thread. */
    #failAll(error) {
        const why = error instanceof Error ? error.message : String(error);
        for (const [id, pending] of this.#pending) {
            this.#settle(id, pending);
            pending.reject(faultOf(pending.subject, `a thread that moves bytes failed: ${why}`, 'ECONNRESET'));
        }
    }
}
function faultOf(subject, message, networkCode) {
    return new s3_api/* S3Fault */.f(message, { ...subject, ...(networkCode !== undefined && { networkCode }) });
}
/** In the sources the thread's module lies beside this one; with the bundles, its own bundle does (see scripts/bundle.ts). */
function startWorker() {
    const file = import.meta.url.endsWith('.ts') ? 'transfer-thread.ts' : 'thread/index.js';
    // Most runs need no threads, and loading what makes them counts in a small one.
    const threads = process.getBuiltinModule('node:worker_threads');
    return new threads.Worker(new URL(file, import.meta.url), { env: { ...process.env } });
}
function isShared(bytes) {
    return bytes.length > 0 && bytes.buffer instanceof SharedArrayBuffer;
}
function pieceOf({ buffer, byteOffset, length }, from) {
    return { buffer, offset: byteOffset + from, length: length - from };
}
function fixedNumber(value) {
    if (value === undefined || value === '')
        return undefined;
    if (/^\d{1,2}$/.test(value))
        return Number(value);
    throw new storage_error/* StorageError */.a(`${VARIABLE} is ${JSON.stringify(value)}: set it to a number from 0 (none) to 99, or unset it`, { code: 'unsupported', operation: VARIABLE });
}

;// CONCATENATED MODULE: ./build/storage/s3/sdk/redaction.js

/**
 * Takes out of a fault what its request was signed with. A server, or a proxy before it, that answers with the request it
 * got quotes the session token; messages are for logs and reports, which others read.
 */
async function withoutSecrets(fault, client) {
    // Without credentials nothing was sent.
    const identity = await client.identity().catch(() => undefined);
    const secrets = [identity?.secretAccessKey ?? '', identity?.sessionToken ?? ''].filter((secret) => secret !== '');
    const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
    const clean = (text) => forms.reduce((rest, form) => rest.replaceAll(form, '***'), text);
    const { s3Code, requestId } = fault.facts;
    const message = clean(fault.message);
    if (message === fault.message && clean(s3Code ?? '') === (s3Code ?? '') && clean(requestId ?? '') === (requestId ?? ''))
        return fault;
    // The cause would tell it again.
    return new s3_api/* S3Fault */.f(message, {
        ...fault.facts,
        ...(s3Code !== undefined && { s3Code: clean(s3Code) }),
        ...(requestId !== undefined && { requestId: clean(requestId) }),
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/sdk/sdk-fault.js




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
function sdk_fault_faultOf(error, operation, object) {
    if (error instanceof s3_api/* S3Fault */.f)
        return error;
    const { bucket, key } = object;
    const base = { operation, bucket, ...(key !== undefined && { key }) };
    if (typeof error !== 'object' || error === null)
        return new s3_api/* S3Fault */.f(String(error), base);
    if (error instanceof RoleRefused) {
        return new s3_api/* S3Fault */.f(error.message, { ...base, s3Code: 'RoleRefused' }, { cause: error.cause });
    }
    if (error instanceof CredentialsUnavailable) {
        return new s3_api/* S3Fault */.f(error.message, { ...base, s3Code: 'CredentialsUnavailable' }, { cause: error });
    }
    const facts = { ...base, ...answerFacts(error), ...networkFacts(error) };
    // An answered exception repeats parts of the signed request (S3 quotes session tokens): only its message is
    // passed on.
    return new s3_api/* S3Fault */.f(sdk_fault_messageIn(error), facts, facts.status === undefined ? { cause: error } : {});
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

;// CONCATENATED MODULE: ./build/storage/s3/sdk/regional-sender.js




/** Sends requests to the region that a bucket is in, and turns whatever comes of it into faults. */
class RegionalSender {
    #clients;
    constructor(clients) {
        this.#clients = clients;
    }
    /** One request; a second one only where the first was answered "that bucket is in another region". */
    async send(operation, object, signal, send) {
        const used = await this.#clients.clientFor(object.bucket);
        try {
            return await send(used);
        }
        catch (error) {
            signal?.throwIfAborted();
            const fault = await withoutSecrets(sdk_fault_faultOf(error, operation, object), used);
            const { bucketRegion, status } = fault.facts;
            const misdirected = bucketRegion !== undefined && (status === 301 || status === 307 || status === 400);
            if (isExpired(fault) && (await this.#clients.renew(used))) {
                // Not here: the body may have been read already.
                throw new s3_api/* S3Fault */.f(fault.message, { ...fault.facts, s3Code: CREDENTIALS_RENEWED });
            }
            if (!misdirected || !this.#clients.learn(object.bucket, bucketRegion, used.region))
                throw fault;
        }
        const client = await this.#clients.clientFor(object.bucket);
        try {
            return await send(client);
        }
        catch (error) {
            signal?.throwIfAborted();
            throw await withoutSecrets(sdk_fault_faultOf(error, operation, object), client);
        }
    }
    close() {
        this.#clients.close();
    }
}
function isExpired({ facts }) {
    return /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/.test(facts.s3Code ?? '');
}

;// CONCATENATED MODULE: ./build/storage/s3/transport.js







/** The variable that chooses how the bulk of the requests is sent. */
const transport_VARIABLE = 'FLINK_SNAPSHOT_TRANSPORT';
/**
 * Opens the way to S3 that the environment chooses: `raw` sends the requests that come by the thousand over a pool of its
 * own and the others through the AWS SDK, `sdk` sends all through the SDK.
 *
 * @throws StorageError `unsupported` for any other value of `FLINK_SNAPSHOT_TRANSPORT`, or of `FLINK_SNAPSHOT_THREADS`.
 */
function openApi(settings, write, env = process.env) {
    const sender = new RegionalSender(new RegionalClients(settings));
    const sdk = lazyApi(async () => (await Promise.all(/* import() */[__webpack_require__.e(279), __webpack_require__.e(861), __webpack_require__.e(711), __webpack_require__.e(130)]).then(__webpack_require__.bind(__webpack_require__, 1130))).createSdkApi(sender, write), () => { sender.close(); });
    if (transportOf(env[transport_VARIABLE]) === 'raw')
        return createRawApi(sdk, sender, write, new TransferThreads(env));
    // A bundle of certificates that is none is told now, and not as the fault of a request.
    (0,trust/* trustedCertificates */.g)();
    return sdk;
}
function transportOf(value) {
    if (value === undefined || value === '')
        return 'raw';
    if (value === 'raw' || value === 'sdk')
        return value;
    throw new storage_error/* StorageError */.a(`${transport_VARIABLE} is ${JSON.stringify(value)}: set it to raw (what it is without the variable) or to sdk, or unset it`, { code: 'unsupported', operation: transport_VARIABLE });
}

;// CONCATENATED MODULE: ./build/storage/s3/writing/checked.js

/**
 * Writes with a CRC-32, which the store compares with what it gets. A store that refuses to be told one is told none from
 * then on; whatever is wrong with the first write besides comes out of the second.
 */
async function writeChecked(session, crc32, write) {
    if (session.crc32 === 'refused')
        return write(undefined);
    try {
        const answer = await write(crc32());
        session.crc32 = 'accepted';
        return answer;
    }
    catch (error) {
        if (session.crc32 === 'accepted' || !mayRefuseChecksum(error))
            throw error;
    }
    const answer = await write(undefined);
    session.crc32 = 'refused';
    return answer;
}
/** Stores that do not know the header ignore it, or say so in these ways (Backblaze B2 did). */
function mayRefuseChecksum(error) {
    if (!(error instanceof s3_api/* S3Fault */.f))
        return false;
    const { status, s3Code } = error.facts;
    return status === 501 || (status === 400 && /^(NotImplemented|InvalidArgument|InvalidRequest)$/.test(s3Code ?? ''));
}

// EXTERNAL MODULE: ./build/storage/fill.js
var fill = __webpack_require__(1437);
;// CONCATENATED MODULE: ./build/storage/s3/writing/upload-parts.js







/** Parts of one object under way at once. */
const upload_parts_PARTS_AT_ONCE = 4;
/**
 * Parts up to this size are held in memory between being read and being written: they are written again without being
 * read again, and their checksum is known before they are sent. Larger ones (of objects above half a terabyte) are passed
 * on as they come.
 */
const HELD_PART_BYTES = 64 * 2 ** 20;
/** Writes a large object in parts. */
function uploadInParts(means, object, source, options) {
    const { session, limits } = means;
    const { sizeBytes, origin } = source;
    const parts = splitIntoParts(sizeBytes, limits.uploadPartBytes, limits.maxParts);
    const held = parts.every(({ start, end }) => end - start <= HELD_PART_BYTES);
    const onBytes = options.onBytes ?? (() => undefined);
    return multipartWrite(session, {
        object,
        sizeBytes,
        ...(origin !== undefined && { origin }),
        parts,
        atOnce: upload_parts_PARTS_AT_ONCE,
        // Amazon takes checksums of parts only where the upload was created for them; others fail at what they then expect.
        crc32: held && (0,endpoint/* isAws */.a)(session.settings),
        send: (part, uploadId, signal) => (held ? sendHeld : sendStreamed)({ means, object, source, part, uploadId, onBytes }, signal),
    }, options.signal);
}
async function sendHeld({ means: { session, memory }, object, source, part, uploadId, onBytes }, signal) {
    const { bytes, release } = await memory.take(part.end - part.start, signal);
    try {
        await (0,fill/* fill */.GS)(source, bytes, part.start, { signal });
        const digests = new Digests(bytes);
        const send = async (crc32, inner) => {
            const answer = await session.api.uploadPart({ ...object, uploadId, number: part.number }, { bytes, sizeBytes: bytes.length, ...(crc32 !== undefined && { crc32 }) }, { signal: inner });
            requireStored('UploadPart', object, answer, digests);
            return answer;
        };
        const answer = await writeChecked(session, () => digests.crc32, (crc32) => session.run(object, (inner) => send(crc32, inner), { signal }));
        onBytes(bytes.length);
        return answer;
    }
    finally {
        release();
    }
}
async function sendStreamed({ means: { session }, object, source, part, uploadId, onBytes }, signal) {
    const sizeBytes = part.end - part.start;
    return session.run(object, async (inner, alive) => {
        const hash = (0,external_node_crypto_.createHash)('md5');
        let sent = 0;
        async function* counted() {
            for await (const chunk of await source.open(part.start, part.end, { signal: inner })) {
                hash.update(chunk);
                sent += chunk.length;
                alive();
                onBytes(chunk.length);
                yield chunk;
            }
            if (sent !== sizeBytes)
                throw (0,fill/* wrongLength */.Cx)(sent, sizeBytes);
        }
        try {
            const answer = await session.api.uploadPart({ ...object, uploadId, number: part.number }, { bytes: counted(), sizeBytes }, { signal: inner });
            requireStored('UploadPart', object, { ...answer, checksums: {} }, { crc32: '', md5: hash.digest('hex') });
            return answer;
        }
        catch (error) {
            onBytes(-sent);
            throw error;
        }
    }, { signal });
}

;// CONCATENATED MODULE: ./build/storage/s3/writing/upload.js






/** Writes an object from a source: whole when small, else in parts. */
async function upload(means, location, object, source, options) {
    const { sizeBytes } = source;
    const answer = sizeBytes <= means.limits.putWholeBytes
        ? await putWhole(means, object, source, options)
        : await uploadInParts(means, object, source, options);
    return { location, sizeBytes, etag: answer.etag };
}
/**
 * Where the source's ETag is an MD5 and the answer's is the same, two stores have made it of the content, each by itself:
 * nothing has to be digested here. Else the bytes in hand tell which end is wrong.
 */
async function putWhole({ session, memory }, object, source, options) {
    const { bytes, release } = await memory.take(source.sizeBytes, options.signal);
    try {
        await (0,fill/* fill */.GS)(source, bytes, 0, options);
        let digests = new Digests(bytes);
        let answer = await put(session, object, bytes, digests, source, options);
        const { claim } = source;
        const claimed = claim?.md5;
        if (claim !== undefined && claimed !== undefined && !says(answer, claimed) && digests.md5 !== claimed) {
            const before = digests.md5;
            await (0,fill/* fill */.GS)(source, bytes, 0, options);
            digests = new Digests(bytes);
            if (digests.md5 === claimed)
                answer = await put(session, object, bytes, digests, source, options);
            else if (digests.md5 === before)
                claim.disprove();
            else
                throw (0,fill/* readsDiffer */.gG)(claim);
        }
        options.onBytes?.(bytes.length);
        return answer;
    }
    finally {
        release();
    }
}
function put(session, object, bytes, digests, { claim, origin }, { signal }) {
    // Kept only with bytes that are known to be the source's, and that the store compares as they arrive: a run may be killed
    // before a wrong object is replaced. Where both ETags are MD5s they tell as much, and nothing has to be digested.
    const isProven = () => claim?.md5 === undefined || (session.opaqueEtags && digests.md5 === claim.md5);
    const send = async (crc32, inner, condition) => {
        const answer = await session.api.put(object, bytes, {
            signal: inner,
            ...(crc32 !== undefined && { crc32 }),
            ...(origin !== undefined && crc32 !== undefined && isProven() && { origin }),
            ...condition,
        });
        if (answer.opaqueEtag)
            session.opaqueEtags = true;
        requireStored('PutObject', object, answer, digests, claim?.md5);
        return answer;
    };
    return writeChecked(session, () => digests.crc32, (crc32) => writeEitherWay(session, object, signal, (condition) => session.run(object, (inner) => send(crc32, inner, condition === undefined ? {} : { condition }), { signal })));
}
function says(answer, md5) {
    return !answer.opaqueEtag && (0,etag/* md5InEtag */.J)(answer.etag) === md5;
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
    #means;
    #copier;
    constructor(settings, { write, parts, ...options }) {
        this.endpoint = (0,endpoint/* isAws */.a)(settings) ? 'aws' : new URL(settings.endpoint ?? '').href;
        const limits = { ...DEFAULT_PARTS, ...parts };
        this.#session = new Session(openApi(settings, write ?? {}), { ...options, settings });
        this.#means = { session: this.#session, limits, memory: new held_memory/* HeldMemory */.t() };
        this.#copier = new ServerCopier(this.#session, limits);
        this.cost = costOf(limits);
    }
    async stat(location, { signal } = {}) {
        const head = await this.#session.explained('look at', location, () => headIfAny(this.#session, refOf(location), signal));
        return head === undefined ? undefined : infoOf(location, head);
    }
    list(directory, options) {
        return listObjects(this.#session, directory, options);
    }
    listLevel(directory, options) {
        return listLevel(this.#session, directory, options);
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
        return this.#session.explained('write', location, () => upload(this.#means, location, refOf(location), source, options));
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
    async proofs(info, { signal } = {}) {
        const head = await this.#session.explained('look at', info.location, () => headIfAny(this.#session, refOf(info.location), signal, true));
        // Of another content they would prove nothing.
        if (head === undefined || head.etag !== info.etag)
            return { checksums: new Map() };
        const { checksums = new Map(), origin } = head;
        return { checksums, ...(origin !== undefined && { origin }) };
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
        throw (0,body_fault/* bodyFault */.H)(error, object);
    }
    const bytes = Buffer.concat(chunks);
    if (bytes.length === head.sizeBytes)
        return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    throw new s3_api/* S3Fault */.f('the body has another length than was announced', {
        operation: 'GetObject',
        ...object,
        status: 200,
        corrupt: true,
    });
}
function costOf({ copyWholeBytes, copyPartBytes, putWholeBytes, uploadPartBytes, maxParts, }) {
    const parts = (sizeBytes, partBytes) => splitIntoParts(sizeBytes, partBytes, maxParts).length;
    return {
        // In parts: created, looked at the source once more, completed.
        copyWithin: (size) => (size <= copyWholeBytes ? 1 : 3 + parts(size, copyPartBytes)),
        write: (size) => (size <= putWholeBytes ? 1 : 2 + parts(size, uploadPartBytes)),
        readsForWrite: (size) => (size <= putWholeBytes ? 1 : parts(size, uploadPartBytes)),
    };
}


/***/ }),

/***/ 3382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ listPageOf)
/* harmony export */ });
/* harmony import */ var _sdk_answers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8780);

/** A page of a listing. @throws S3Fault for one that has entries without key or size, or no way to go on. */
function listPageOf({ bucket, prefix, token }, listed) {
    const { encoding, entries, truncated, next } = listed;
    // Only where the server says that it encoded are keys encoded: some ignore the wish, or answer it with an empty element.
    const decode = encoding === 'url' ? decodeListed : (text) => text;
    const subject = { bucket, key: prefix };
    const unreadable = () => (0,_sdk_answers_js__WEBPACK_IMPORTED_MODULE_0__/* .corrupt */ .qb)('ListObjectsV2', subject, 'an entry has no key or size that can be read');
    const keyIn = (written) => {
        const key = decode(written ?? '');
        if (key === undefined || key === '')
            throw unreadable();
        return key;
    };
    const found = entries.map(({ key, head }) => {
        if (head === undefined)
            throw unreadable();
        return { ...head, key: keyIn(key) };
    });
    const page = { entries: found, prefixes: listed.prefixes.map(keyIn) };
    if (!truncated)
        return page;
    if (next === undefined || next === token) {
        throw (0,_sdk_answers_js__WEBPACK_IMPORTED_MODULE_0__/* .corrupt */ .qb)('ListObjectsV2', subject, 'the listing is cut off without a token to continue');
    }
    return { ...page, next };
}
/** S3 encodes keys of a listing as a form does: a blank is `+`. `undefined` for what is not encoded so. */
function decodeListed(text) {
    if (!text.includes('%') && !text.includes('+'))
        return text;
    try {
        return decodeURIComponent(text.replaceAll('+', '%20'));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 8780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mp: () => (/* binding */ written),
/* harmony export */   Uo: () => (/* binding */ headOf),
/* harmony export */   Uw: () => (/* binding */ checksumsOf),
/* harmony export */   qb: () => (/* binding */ corrupt),
/* harmony export */   yE: () => (/* binding */ partChecksums)
/* harmony export */ });
/* harmony import */ var _etag_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4837);
/* harmony import */ var _s3_api_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1222);


/** What HEAD, GET and LIST say in the same words. `undefined` without a size. */
function headOf(answer, sizeBytes) {
    if (sizeBytes === undefined || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
        return undefined;
    const etag = (0,_etag_js__WEBPACK_IMPORTED_MODULE_1__/* .bareEtag */ .A)(answer.ETag);
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
    const bare = (0,_etag_js__WEBPACK_IMPORTED_MODULE_1__/* .bareEtag */ .A)(etag);
    if (bare === undefined)
        throw corrupt(operation, object, 'the answer carries no ETag');
    return { etag: bare, opaqueEtag: encryption !== undefined && encryption !== 'AES256' };
}
/** The fault of an answer that came and does not say what it must. */
function corrupt(operation, object, message) {
    const { bucket, key } = object;
    return new _s3_api_js__WEBPACK_IMPORTED_MODULE_0__/* .S3Fault */ .f(message, {
        operation,
        bucket,
        ...(key !== undefined && { key }),
        status: 200,
        corrupt: true,
    });
}


/***/ }),

/***/ 5307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ canCopyWithin),
/* harmony export */   x: () => (/* binding */ ServerSideRefusedError)
/* harmony export */ });
/** Whether a store can copy by itself. */
function canCopyWithin(store) {
    return 'copyWithin' in store;
}
/**
 * The store refuses to copy by itself: `all` objects, or only those that need `parts`. The message says why.
 */
class ServerSideRefusedError extends Error {
    name = 'ServerSideRefusedError';
    scope;
    constructor(scope, message, options) {
        super(message, options);
        this.scope = scope;
    }
}


/***/ }),

/***/ 8182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ getProxyForUrl)
/* harmony export */ });


var DEFAULT_PORTS = {
  ftp: 21,
  gopher: 70,
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
};

function parseUrl(urlString) {
  try {
    return new URL(urlString);
  } catch {
    return null;
  }
}

/**
 * @param {string|object|URL} url - The URL as a string or URL instance, or a
 *   compatible object (such as the result from legacy url.parse).
 * @return {string} The URL of the proxy that should handle the request to the
 *  given URL. If no proxy is set, this will be an empty string.
 */
function getProxyForUrl(url) {
  var parsedUrl = (typeof url === 'string' ? parseUrl(url) : url) || {};
  var proto = parsedUrl.protocol;
  var hostname = parsedUrl.host;
  var port = parsedUrl.port;
  if (typeof hostname !== 'string' || !hostname || typeof proto !== 'string') {
    return '';  // Don't proxy URLs without a valid scheme or host.
  }

  proto = proto.split(':', 1)[0];
  // Stripping ports in this way instead of using parsedUrl.hostname to make
  // sure that the brackets around IPv6 addresses are kept.
  hostname = hostname.replace(/:\d*$/, '');
  port = parseInt(port) || DEFAULT_PORTS[proto] || 0;
  if (!shouldProxy(hostname, port)) {
    return '';  // Don't proxy URLs that match NO_PROXY.
  }

  var proxy = getEnv(proto + '_proxy') || getEnv('all_proxy');
  if (proxy && proxy.indexOf('://') === -1) {
    // Missing scheme in proxy, default to the requested URL's scheme.
    proxy = proto + '://' + proxy;
  }
  return proxy;
}

/**
 * Determines whether a given URL should be proxied.
 *
 * @param {string} hostname - The host name of the URL.
 * @param {number} port - The effective port of the URL.
 * @returns {boolean} Whether the given URL should be proxied.
 * @private
 */
function shouldProxy(hostname, port) {
  var NO_PROXY = getEnv('no_proxy').toLowerCase();
  if (!NO_PROXY) {
    return true;  // Always proxy if NO_PROXY is not set.
  }
  if (NO_PROXY === '*') {
    return false;  // Never proxy if wildcard is set.
  }

  return NO_PROXY.split(/[,\s]/).every(function(proxy) {
    if (!proxy) {
      return true;  // Skip zero-length hosts.
    }
    var parsedProxy = proxy.match(/^(.+):(\d+)$/);
    var parsedProxyHostname = parsedProxy ? parsedProxy[1] : proxy;
    var parsedProxyPort = parsedProxy ? parseInt(parsedProxy[2]) : 0;
    if (parsedProxyPort && parsedProxyPort !== port) {
      return true;  // Skip if ports don't match.
    }

    if (!/^[.*]/.test(parsedProxyHostname)) {
      // No wildcards, so stop proxying if there is an exact match.
      return hostname !== parsedProxyHostname;
    }

    if (parsedProxyHostname.charAt(0) === '*') {
      // Remove leading wildcard.
      parsedProxyHostname = parsedProxyHostname.slice(1);
    }
    // Stop proxying if the hostname ends with the no_proxy host.
    return !hostname.endsWith(parsedProxyHostname);
  });
}

/**
 * Get the value for an environment variable.
 *
 * @param {string} key - The name of the environment variable.
 * @return {string} The value of the environment variable.
 * @private
 */
function getEnv(key) {
  return process.env[key.toLowerCase()] || process.env[key.toUpperCase()] || '';
}


/***/ })

};
