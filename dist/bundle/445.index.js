export const id = 445;
export const ids = [445];
export const modules = {

/***/ 660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aZ: () => (/* binding */ isAws),
/* harmony export */   lt: () => (/* binding */ homeOf),
/* harmony export */   px: () => (/* binding */ isThroughTls),
/* harmony export */   tf: () => (/* binding */ isPathStyle)
/* harmony export */ });
/** Whether the endpoint is Amazon's own: none given, or one of its names. */
function isAws(settings) {
    if (settings.endpoint === undefined)
        return true;
    return /(^|\.)amazonaws\.com(\.cn)?$/i.test(new URL(settings.endpoint).hostname);
}
/** Stores whose buckets stand in the host name, and are not served otherwise. */
const VIRTUAL_HOSTS = /(^|\.)(aliyuncs|myqcloud|i?volces|myhuaweicloud)\.com$/i;
/**
 * What is equal for stores whose buckets are the same: the endpoint's address, or a partition of AWS, each
 * of which has buckets of its own.
 *
 * @param settings as they were settled: the environment and profiles are in them
 */
function homeOf({ endpoint, region, homeRegion }) {
    if (endpoint !== undefined && !isAws({ endpoint }))
        return `${new URL(endpoint).href.replace(/\/+$/, '')}/`;
    const named = region ?? /[.-]((?:cn|us-gov)-[a-z]+-\d)\./.exec(endpoint ?? '')?.[1] ?? homeRegion ?? '';
    return /^cn-/.test(named) || /\.cn(:\d+)?\/?$/.test(endpoint ?? '')
        ? 'aws-cn'
        : /^us-gov-/.test(named)
            ? 'aws-us-gov'
            : 'aws';
}
/**
 * Whether buckets stand in the path of a URL. Compatible servers are found so unless told otherwise: few
 * have wildcard DNS and certificates.
 */
function isPathStyle(settings) {
    if (settings.forcePathStyle !== undefined)
        return settings.forcePathStyle;
    if (settings.endpoint === undefined)
        return false;
    return !isAws(settings) && !VIRTUAL_HOSTS.test(new URL(settings.endpoint).hostname);
}
/** Whether what is sent and received goes through TLS, which lets no bit change unseen. */
function isThroughTls({ endpoint }) {
    return endpoint === undefined || !/^http:/i.test(endpoint);
}


/***/ }),

/***/ 1171:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ SILENT)
/* harmony export */ });
const ignore = () => undefined;
/**
 * Takes what the SDK would write to the console: of retries that are not its own, and of keys beside a
 * profile.
 */
const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };


/***/ }),

/***/ 1474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openS3Store: () => (/* binding */ openS3Store)
});

// UNUSED EXPORTS: createS3Store

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
// EXTERNAL MODULE: ./build/storage/s3/endpoint.js
var s3_endpoint = __webpack_require__(660);
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

;// CONCATENATED MODULE: ./build/storage/s3/errors/header-refusal.js
/**
 * Whether a fault may mean that the store does not take a header of the request: 501, or 400 with one of
 * the codes that stores say so with (Backblaze B2, Cloudflare R2, Google, Alibaba).
 */
function isHeaderRefusal({ status, s3Code }) {
    return (status === 501
        || s3Code === 'NotImplemented'
        || (status === 400 && (s3Code === 'InvalidArgument' || s3Code === 'InvalidRequest')));
}

;// CONCATENATED MODULE: ./build/storage/s3/requests/refused-header.js


/** Whether the fault may mean that the store does not take a header of the request. */
function mayRefuseHeader(error) {
    return error instanceof S3Fault && isHeaderRefusal(error.facts);
}

;// CONCATENATED MODULE: ./build/storage/s3/write/conditional.js


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
/** Whether the fault says that the store does not do this, or not with such headers. */
function isNotOffered(error) {
    return mayRefuseHeader(error) || (error instanceof S3Fault && error.facts.status === 405);
}
/**
 * Replaces what is there, also where a bucket's policy demands that every write carries a condition: the
 * first plain write that is denied is tried once more with "only if absent", and if that is accepted the
 * session keeps to it.
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
        if (!(error instanceof S3Fault))
            throw error;
        // A store that knows no conditions (Swift) has none that a policy could ask for: it was the key.
        if (isNotOffered(error) && denied instanceof S3Fault)
            throw new S3Fault(denied.message, denied.facts, { cause: error });
        throw new S3Fault(error.message, error.facts, { cause: denied });
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
/**
 * HEAD, `undefined` for 404. Checksums are told where they are asked for, and the store lets itself be
 * asked.
 */
async function headIfAny(session, object, signal, checksums = false) {
    if (!checksums || session.refusesChecksumMode)
        return look(session, object, signal, false);
    try {
        return await look(session, object, signal, true);
    }
    catch (error) {
        // An answer to HEAD has no code: whatever else it may be shows in the second one (S3Proxy says 501).
        const status = error instanceof S3Fault ? error.facts.status : undefined;
        if (status !== 501 && status !== 400)
            throw error;
    }
    const head = await look(session, object, signal, false);
    session.refusesChecksumMode = true;
    return head;
}
async function look(session, object, signal, checksums) {
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
 * An answer to HEAD has no body and so no code: one byte by GET tells what is wrong. `undefined` where that
 * works.
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

// EXTERNAL MODULE: ./build/storage/held-memory.js
var held_memory = __webpack_require__(2075);
;// CONCATENATED MODULE: ./build/storage/s3/write/extras.js

/** Which extras a store takes, as far as it was seen. */
class Extras {
    #taken = new Set();
    #refused = new Set();
    /**
     * Writes with the extras that are wanted. A store that refuses the request for what may be a header is
     * asked without one of them, then without all that it was not seen to take; it is told none from then on
     * that it was seen to refuse. Whatever is wrong with the request besides comes out of the last try.
     *
     * @param write writes with these extras only.
     */
    async write(wanted, write) {
        const told = wanted.filter((extra) => !this.#refused.has(extra));
        const doubtful = told.filter((extra) => !this.#taken.has(extra));
        let refused;
        for (const left of waysOut(doubtful)) {
            const extras = told.filter((extra) => !left.includes(extra));
            try {
                const answer = await write(new Set(extras));
                for (const extra of extras)
                    this.#taken.add(extra);
                for (const extra of left)
                    this.#refused.add(extra);
                return answer;
            }
            catch (error) {
                if (!mayRefuseHeader(error))
                    throw error;
                refused = error;
            }
        }
        throw refused;
    }
}
/** What is left out, the first time nothing. */
function waysOut(doubtful) {
    const single = doubtful.map((extra) => [extra]);
    return [[], ...single, ...(doubtful.length > 1 ? [[...doubtful]] : [])];
}

;// CONCATENATED MODULE: ./build/storage/s3/read/archive.js


/** Tells whether objects of archive classes can be read. */
class Archives {
    #session;
    /** Classes of this store that are called as an archive is, and read like any other. */
    #readable = new Set();
    constructor(session) {
        this.#session = session;
    }
    /**
     * One HEAD tells, by `x-amz-restore` and `x-amz-archive-status`. Where it says neither, one byte is read:
     * only Amazon's archives say no more than their class, and other stores have classes of these names that
     * read.
     *
     * @returns `undefined` where the object can be read, or is gone.
     * @throws S3Fault
     */
    async of(object, info, signal) {
        const storageClass = info.storageClass ?? '';
        if (this.#readable.has(storageClass))
            return undefined;
        const head = await this.#head(object, signal);
        if (head === undefined)
            return undefined;
        if (head.restore !== undefined)
            return /ongoing-request="?true/.test(head.restore) ? 'restoring' : undefined;
        if (head.archiveStatus !== undefined)
            return 'tier';
        if (storageClass === 'INTELLIGENT_TIERING')
            return undefined;
        if ((0,s3_endpoint/* isAws */.aZ)(this.#session.settings) || !(await this.#isReadable(object, info, signal)))
            return 'archived';
        this.#readable.add(storageClass);
        return undefined;
    }
    async #head(object, signal) {
        const session = this.#session;
        try {
            return await session.run(object, (inner) => session.api.head(object, { signal: inner }), { signal });
        }
        catch (error) {
            if (error instanceof S3Fault && error.facts.status === 404)
                return undefined;
            throw error;
        }
    }
    async #isReadable(object, { sizeBytes }, signal) {
        const session = this.#session;
        const options = sizeBytes === 0 ? {} : { range: [0, 1] };
        try {
            const { body } = await session.run(object, (inner) => session.api.get(object, { signal: inner, ...options }), { signal });
            await body[Symbol.asyncIterator]().return?.();
            return true;
        }
        catch (error) {
            if (error instanceof S3Fault && error.facts.s3Code === 'InvalidObjectState')
                return false;
            throw error;
        }
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/read/held-etag.js

/**
 * The ETag under which reads find an object that was seen before. Of some objects a store's listings tell
 * another ETag than HEAD and GET do (OpenStack Swift, of copies of what was uploaded in parts): where the
 * listing still says what it said, and both looks agree in size and time, it is the same content.
 *
 * @returns `undefined` where the object is another one by now, or is gone.
 * @throws S3Fault
 */
async function heldEtag(session, object, signal, of = {}) {
    const head = await held_etag_look(session, object, signal, of);
    if (head?.etag === undefined || head.etag === object.etag)
        return head?.etag;
    // A version keeps its content, and listings do not tell of old ones.
    if (object.versionId !== undefined)
        return undefined;
    const { entries } = await session.run(object, (inner) => session.api.list(object.bucket, object.key, undefined, { signal: inner, ...of }), { signal });
    const listed = entries.find(({ key }) => key === object.key);
    const isSame = listed?.etag === object.etag
        && listed?.sizeBytes === head.sizeBytes
        && secondOf(listed) === secondOf(head);
    return isSame ? head.etag : undefined;
}
/** HEAD tells whole seconds. Never equal where a time is not known. */
function secondOf({ modifiedAt }) {
    return Math.floor((modifiedAt?.getTime() ?? NaN) / 1000);
}
async function held_etag_look(session, object, signal, of) {
    try {
        return await session.run(object, (inner) => session.api.head(object, { signal: inner, ...of }), {
            signal,
        });
    }
    catch (error) {
        if (error instanceof S3Fault && error.facts.status === 404)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/read/page-chain.js

/**
 * So many pages without anything on them are no progress; some servers give a few where they pass over what
 * was deleted.
 */
const MOST_EMPTY_PAGES = 1000;
/** The pages of one listing, one after the other, with an eye on whether they lead anywhere. */
class PageChain {
    #tokens = new Set();
    #emptyPages = 0;
    /**
     * What leads to the next page; `undefined` after the last one.
     *
     * @throws S3Fault for a listing that goes round, or does not go on
     */
    follow(page, bucket, key) {
        const { entries, prefixes, next, passedOver = 0 } = page;
        if (next === undefined)
            return undefined;
        this.#emptyPages = entries.length + prefixes.length + passedOver === 0 ? this.#emptyPages + 1 : 0;
        if (!this.#tokens.has(next) && this.#emptyPages < MOST_EMPTY_PAGES) {
            this.#tokens.add(next);
            return next;
        }
        throw new S3Fault('the listing does not end: its pages lead back to one that came before, or hold nothing', { operation: 'ListObjectsV2', bucket, key, status: 200, corrupt: true });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/read/past.js

/**
 * A page of what a bucket listed at a time, from the versions that it keeps: of each key the latest one that
 * is not younger, unless that is a delete marker. As {@link S3Api.list}; tokens are its own.
 */
async function listAsOf(api, at, bucket, prefix, token, { startAfter, ...options }) {
    const place = token === undefined ? beginAfter(startAfter) : placeIn(token);
    const page = await api.listVersions(bucket, prefix, place?.mark, options);
    // A key whose version was found may go on on the next page, with older ones.
    const settled = new Set(place?.settled === true ? [place.mark.key] : []);
    const entries = [];
    for (const version of page.versions) {
        if (settled.has(version.key) || !wasThere(version, at))
            continue;
        settled.add(version.key);
        if (isPast(version))
            entries.push(version);
    }
    const passedOver = page.versions.length - entries.length;
    const { prefixes, next } = page;
    if (next === undefined)
        return { entries, prefixes, passedOver };
    return { entries, prefixes, passedOver, next: tokenFor({ mark: next, settled: settled.has(next.key) }) };
}
function beginAfter(key) {
    return key === undefined ? undefined : { mark: { key }, settled: true };
}
function tokenFor({ mark: { key, versionId }, settled }) {
    return JSON.stringify([key, versionId ?? null, settled]);
}
function placeIn(token) {
    const [key, versionId, settled] = JSON.parse(token);
    return { mark: { key, ...(versionId !== null && { versionId }) }, settled };
}
function wasThere({ modifiedAt }, at) {
    return modifiedAt !== undefined && modifiedAt.getTime() <= at.getTime();
}
function isPast(version) {
    return !version.deleted;
}
/** Objects have few versions; what else begins like the key is not asked for. */
const VERSIONS_OF_ONE = 50;
/**
 * The version of an object that was the current one at a time; `undefined` where it was not there then.
 *
 * @throws S3Fault
 */
async function findAsOf(session, at, { bucket, key }, signal) {
    let after;
    for (;;) {
        const begin = after;
        const { versions, next } = await session.run({ bucket, key }, (inner) => session.api.listVersions(bucket, key, begin, { most: VERSIONS_OF_ONE, signal: inner }), { signal });
        const found = versions.find((version) => version.key === key && wasThere(version, at));
        if (found !== undefined)
            return found.deleted ? undefined : found;
        // The key itself comes before all that merely begins like it.
        if (next?.key !== key || next.versionId === undefined || next.versionId === after?.versionId)
            return undefined;
        after = next;
    }
}
/** As {@link findAsOf}. @throws S3Fault 404 where there was no such object. */
async function requireAsOf(session, at, object, signal) {
    const found = await findAsOf(session, at, object, signal);
    if (found !== undefined)
        return { ...object, versionId: found.versionId };
    throw new S3Fault('there was no such object at that time', {
        operation: 'ListObjectVersions',
        ...object,
        status: 404,
        s3Code: 'NoSuchKey',
    });
}
/**
 * When an object was deleted of which older versions are kept, as far as a page of them shows. One request,
 * tried once: whoever asks for what is missing has something to say without it.
 *
 * @throws S3Fault
 */
async function deletionsOf(session, { bucket, key }, signal) {
    const page = await session.watch({ bucket, key }, (inner) => session.api.listVersions(bucket, key, undefined, { most: VERSIONS_OF_ONE, signal: inner }), { signal });
    const versions = page.versions.filter((version) => version.key === key);
    const found = [];
    for (const [n, { deleted, modifiedAt: writtenAt }] of versions.entries()) {
        const newer = versions[n - 1];
        if (deleted || writtenAt === undefined || newer?.deleted !== true)
            continue;
        if (newer.modifiedAt !== undefined)
            found.push({ writtenAt, deletedAt: newer.modifiedAt });
    }
    return found;
}

;// CONCATENATED MODULE: ./build/storage/s3/read/range-listing.js

/**
 * A page of S3's has 1,000 keys. With a few that nobody expected, such as `_metadata`, those of a range still
 * fit into one.
 */
const KEYS_PER_RANGE = 980;
/** Ranges that are listed at once. */
const AT_ONCE = 16;
/** A page that shows the order of a store, by so many keys of it. */
const ENOUGH_TO_SHOW = 100;
/**
 * Keys that cut a listing into ranges of about a page each, from locations that are expected in it. None
 * where that makes too few ranges to be worth while.
 */
function bordersOf(expected) {
    const paths = Array.from(expected, ({ path }) => path);
    if (paths.length < 2 * KEYS_PER_RANGE)
        return [];
    // Not quite in the order of S3 where there are surrogates: a border that lies badly makes a range longer,
    // not wrong.
    paths.sort();
    const borders = [];
    for (let at = KEYS_PER_RANGE; at < paths.length; at += KEYS_PER_RANGE) {
        const border = paths[at - 1]?.slice(1) ?? '';
        if (border !== borders.at(-1))
            borders.push(border);
    }
    return borders;
}
/**
 * Every object below the reader's directory, its ranges side by side: a store that is 30 ms away gives 10
 * pages one after the other in
 * 0.3 s. The listing is complete whatever the borders are worth; where they are good, it takes no more
 * requests than a plain one.
 *
 * Stores that refuse to begin behind a key, do not do it, or list in another order than that of the keys'
 * bytes are listed one page after the other. S3's own directory buckets are of these.
 */
async function* listRanges(reader, borders, signal) {
    const [border = ''] = borders;
    const [first, second] = await Promise.all([
        reader.read({}, signal),
        // A store that refuses the parameter is one that does not know it; what else is wrong shows in the plain
        // listing.
        reader.read({ startAfter: border }, signal).catch(() => undefined),
    ]);
    if (second === undefined || !showsOrder(second.entries, border)) {
        yield* listOn(reader, first, signal);
        reader.warn();
        return;
    }
    const ranges = [undefined, ...borders].map((after, index) => ({
        after,
        last: borders[index],
        chain: new PageChain(),
    }));
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
    const chain = new PageChain();
    for (let page = first;;) {
        const objects = reader.objectsIn(page.entries);
        if (objects.length > 0)
            yield objects;
        const token = reader.next(chain, page);
        if (token === undefined)
            return;
        page = await reader.read({ token }, signal);
    }
}
/**
 * Fewer keys than this show nothing; then there is little behind the border, and nothing is lost by going one
 * by one.
 */
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
        const stop = () => {
            this.#stopped.abort(signal?.reason);
        };
        signal?.addEventListener('abort', stop, { once: true });
        this.#forget = () => {
            signal?.removeEventListener('abort', stop);
        };
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
                        this.#ask(range, this.#reader.read({ token: this.#reader.next(range.chain, page) }, this.#signal));
                },
            };
        });
        // Of those that fail together, one is told.
        promise.catch(() => undefined);
        this.#asked.add(promise);
    }
}
/**
 * What of a page belongs to a range; `undefined` where the page is not in the order in which the store began.
 */
function within({ after, last }, { entries, next }) {
    if (!isInOrder(entries, after))
        return undefined;
    const end = entries.at(-1);
    if (last === undefined || end === undefined)
        return { entries, isLast: next === undefined };
    const isLast = next === undefined || compareKeys(end.key, last) >= 0;
    return {
        entries: compareKeys(end.key, last) <= 0 ? entries : entries.filter(({ key }) => compareKeys(key, last) <= 0),
        isLast,
    };
}
/**
 * S3 lists keys by the bytes of their UTF-8. Texts of JavaScript compare by units of UTF-16: surrogates are
 * where the two differ.
 */
const SURROGATE = /[\ud800-\udfff]/;
/** Compares two keys as S3 orders them. */
function compareKeys(a, b) {
    if (a === b)
        return 0;
    if (SURROGATE.test(a) || SURROGATE.test(b))
        return Buffer.compare(Buffer.from(a), Buffer.from(b));
    return a < b ? -1 : 1;
}

;// CONCATENATED MODULE: ./build/storage/s3/read/listing.js





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
    const chain = new PageChain();
    let token;
    do {
        const page = await reader.read({ token, oneLevel }, signal);
        yield { objects: reader.objectsIn(page.entries), directories: reader.directoriesIn(page) };
        token = reader.next(chain, page);
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
    /**
     * One page: the first one, the one that a token leads to, or the first one behind a key.
     *
     * @throws StorageError
     */
    read({ token, ...options }, signal) {
        const bucket = this.#directory.authority;
        return this.#session.explained('list', this.#directory, () => this.#session.run({ bucket, key: this.prefix }, (inner) => listPage(this.#session, bucket, this.prefix, token, { signal: inner, ...options }), { signal }));
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
    /** What leads to the page behind this one. @throws StorageError for a listing without end */
    next(chain, page) {
        try {
            return chain.follow(page, this.#directory.authority, this.prefix);
        }
        catch (error) {
            throw this.#session.explain(error, 'list', this.#directory);
        }
    }
    /** What is wrong with a store that lists in the order of its keys, and then does not. */
    disordered() {
        const facts = {
            operation: 'ListObjectsV2',
            bucket: this.#directory.authority,
            key: this.prefix,
            status: 200,
            corrupt: true,
        };
        return this.#session.explain(new S3Fault('the listing is not in the order of its keys', facts), 'list', this.#directory);
    }
    /** Tells of keys that were left out, when all pages were read. */
    warn() {
        if (this.#unnameable === 0)
            return;
        this.#session.warn(`${this.#unnameable} keys below s3://${this.#directory.authority}/${this.prefix} have empty or dot segments or a backslash, which Flink cannot name; they are left out`);
    }
}
function listPage({ api, asOf }, ...args) {
    return asOf === undefined ? api.list(...args) : listAsOf(api, asOf, ...args);
}
function objectAt(location, { sizeBytes, etag, modifiedAt, storageClass, versionId }) {
    return {
        location,
        sizeBytes,
        ...(etag !== undefined && { etag: ownText(etag) }),
        modifiedAt,
        ...(storageClass !== undefined && { storageClass: ownText(storageClass) }),
        ...(versionId !== undefined && { versionId: ownText(versionId) }),
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

;// CONCATENATED MODULE: ./build/storage/s3/write/parts.js
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
/** Parts of exactly this size, the last one apart. */
function partsOfSize(sizeBytes, partBytes) {
    return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => ({
        number: index + 1,
        start: index * partBytes,
        end: Math.min(sizeBytes, (index + 1) * partBytes),
    }));
}

// EXTERNAL MODULE: ./build/storage/system-error.js
var system_error = __webpack_require__(4186);
;// CONCATENATED MODULE: ./build/storage/s3/errors/body-fault.js



/** What broke off a body, as a fault that can be tried again. */
function bodyFault(error, object) {
    if (error instanceof S3Fault || error instanceof storage_error/* StorageError */.a)
        return error;
    const code = (0,system_error/* systemCode */.x)(error) ?? 'ECONNRESET';
    return new S3Fault((0,system_error/* messageOf */.b)(error), { operation: 'GetObject', ...object, networkCode: code }, { cause: error });
}

;// CONCATENATED MODULE: ./build/storage/s3/read/read-whole.js


/**
 * Reads a whole object of at most `maxBytes` bytes. It may take its time: only silence counts as a fault,
 * what breaks off is continued where it broke, and as long as bytes come it is not given up.
 *
 * @returns `undefined` in place of the bytes where there are more.
 * @throws S3Fault; the signal's reason.
 */
async function readWhole(session, object, maxBytes, signal) {
    const progress = { head: undefined, bytes: new Uint8Array(0), filled: 0 };
    for (;;) {
        const before = progress.filled;
        try {
            return await session.run(object, (inner) => readOn(session, object, maxBytes, progress, inner), {
                signal,
            });
        }
        catch (error) {
            signal?.throwIfAborted();
            if (!(error instanceof S3Fault))
                throw error;
            // Somebody has written another one meanwhile: that is the one that is there.
            const replaced = progress.filled > 0 && error.facts.status === 412;
            if (replaced)
                progress.filled = 0;
            else if (progress.filled <= before || session.book.judge(error) === 'fatal')
                throw error;
        }
    }
}
async function readOn(session, object, maxBytes, progress, signal) {
    const { head: known, filled } = progress;
    const pinned = known?.etag !== undefined && filled > 0;
    if (!pinned)
        progress.filled = 0;
    const { head, body } = await session.api.get(object, {
        signal,
        ...(pinned && { etag: known.etag, range: [filled, progress.bytes.length] }),
    });
    if (!pinned) {
        if (head.sizeBytes > maxBytes) {
            await body[Symbol.asyncIterator]().return?.();
            return { head, bytes: undefined };
        }
        progress.head = head;
        progress.bytes = new Uint8Array(head.sizeBytes);
    }
    else if (head.etag !== undefined && head.etag !== known.etag) {
        await body[Symbol.asyncIterator]().return?.();
        throw new S3Fault('it is not the object that was read before', {
            operation: 'GetObject',
            ...object,
            status: 412,
        });
    }
    await gather(body, object, progress, signal);
    return { head: progress.head ?? head, bytes: progress.bytes };
}
async function gather(body, object, progress, signal) {
    try {
        for await (const chunk of body) {
            signal.heard('came');
            if (progress.filled + chunk.length > progress.bytes.length)
                throw wrongLength(object, progress);
            progress.bytes.set(chunk, progress.filled);
            progress.filled += chunk.length;
        }
    }
    catch (error) {
        throw bodyFault(error, object);
    }
    if (progress.filled !== progress.bytes.length)
        throw wrongLength(object, progress);
}
/** What came of such a body is not believed. */
function wrongLength(object, progress) {
    progress.filled = 0;
    return new S3Fault('the body has another length than was announced', {
        operation: 'GetObject',
        ...object,
        status: 200,
        corrupt: true,
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/storage/etag.js
var storage_etag = __webpack_require__(4837);
;// CONCATENATED MODULE: ./build/storage/s3/write/digests.js



/**
 * Digests of bytes in memory, each made when it is first asked for: MD5 costs as much as all the rest of a
 * transfer.
 */
class Digests {
    #bytes;
    #crc32;
    #md5;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** In base64 of its four bytes, as S3 writes it. */
    get crc32() {
        // Loaded where it is needed: most copies are the store's own, and a small one takes little longer than
        // this module to load.
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
 * What the answer to a write says of its content must be true of what was sent: the CRC-32 that the store
 * made of what it got, else the ETag where that is an MD5.
 *
 * @param md5 the digest that the ETag shall be, where it is known without asking for {@link Digests.md5}.
 * @returns whether the answer says anything of the content.
 * @throws S3Fault that can be tried again.
 */
function requireStored(operation, object, answer, digests, md5) {
    const crc = answer.checksums?.['ChecksumCRC32'];
    if (crc !== undefined) {
        if (crc === digests.crc32)
            return true;
        throw differs(operation, object, `the store has the CRC-32 ${crc}, what was sent has ${digests.crc32}`);
    }
    const stored = answer.opaqueEtag ? undefined : (0,storage_etag/* md5InEtag */.Jk)(answer.etag);
    if (stored === undefined)
        return false;
    if (stored === md5 || stored === digests.md5)
        return true;
    throw differs(operation, object, `the ETag ${stored} is not the MD5 ${digests.md5} of what was sent`);
}
function differs(operation, { bucket, key }, message) {
    return new S3Fault(message, { operation, bucket, key, status: 200, corrupt: true });
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
/** Said by a proxy or load balancer that gave up, as well as by stores; 52x are those of Cloudflare. */
const TRANSIENT_STATUS = new Set([
    408,
    // nginx: the client, here a proxy before it, closed the connection.
    499, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 527, 529, 530, 598, 599,
]);
/**
 * Codes of refusals. They come with a 503 where they stood in an answer of 200, whose status had been sent
 * before it was known how the operation would end.
 */
const REFUSAL = /^(AccessDenied|AllAccessDisabled|Account|Authorization|Bucket|Entity|Expired|Forbidden|Illegal|Invalid|KMS|Malformed|MaxMessage|MethodNot|Missing|NoSuch|NotFound|NotImplemented|NotSignedUp|Object|PermanentRedirect|Precondition|Quota|RequestTimeTooSkewed|Signature|Unauthorized|Unsupported|XMinioStorageFull)/;
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
    'ENETRESET',
    'EHOSTDOWN',
    'EADDRNOTAVAIL',
    'EAI_FAIL',
    'EAI_NODATA',
    'EPROTO',
    'PROXY_REFUSED',
]);
/** Keys that were to be had before, until the network broke between this machine and who gives them out. */
const KEYLESS = new Set(['CredentialsUnavailable', 'RoleRefused']);
/**
 * This machine has no file left for one more connection, which those it has do not mind: fewer at once are
 * the remedy.
 */
const NO_FILE_LEFT = new Set(['EMFILE', 'ENFILE']);
/**
 * Judges a fault by its code first: a 503 may be throttling, or (from some servers, for ever) an internal
 * error.
 *
 * @param reachedBefore whether this store has answered a request successfully.
 */
function judge(fault, reachedBefore) {
    const { s3Code, status, networkCode, corrupt } = fault.facts;
    if (s3Code !== undefined) {
        if (THROTTLING.has(s3Code) || s3Code.includes('Throttl'))
            return 'throttled';
        if (TRANSIENT.has(s3Code))
            return 'transient';
    }
    if (corrupt === true)
        return 'transient';
    if (status !== undefined)
        return judgeStatus(status, s3Code);
    return networkCode === undefined || (KEYLESS.has(s3Code ?? '') && !reachedBefore)
        ? 'fatal'
        : judgeNetwork(networkCode, reachedBefore);
}
function judgeNetwork(code, reachedBefore) {
    if (NO_FILE_LEFT.has(code))
        return reachedBefore ? 'throttled' : 'fatal';
    if (TRANSIENT_NETWORK.has(code) || code.startsWith('HPE_'))
        return 'transient';
    // A certificate that is not trusted has codes without ERR_SSL_: waiting does not mend it.
    return reachedBefore && (OUTAGE_NETWORK.has(code) || code.startsWith('ERR_SSL_')) ? 'transient' : 'fatal';
}
function judgeStatus(status, s3Code) {
    if (status === 429)
        return 'throttled';
    // Answers to HEAD have no code, and load balancers answer without one.
    if (status === 503 && s3Code === undefined)
        return 'throttled';
    if (status === 503 && s3Code !== undefined && REFUSAL.test(s3Code))
        return 'fatal';
    return TRANSIENT_STATUS.has(status) ? 'transient' : 'fatal';
}
/** Whether the write may have happened although its answer says otherwise, or never came. */
function outcomeUnknown(fault) {
    const { status, corrupt } = fault.facts;
    return status === undefined || status >= 500 || status === 408 || status === 499 || corrupt === true;
}

;// CONCATENATED MODULE: ./build/storage/s3/write/publish.js






/**
 * Puts a small object where nothing is, and then the identical object again, to see whether the store
 * honours the condition: 412 says yes, success says that it does not look.
 */
async function publishIfAbsent(means, object, bytes, signal) {
    const faults = [];
    let answer;
    try {
        answer = await putIf(means, object, bytes, { ifNoneMatch: true }, signal, (fault) => {
            faults.push(fault);
        });
    }
    catch (error) {
        if (isConditionFailed(error)) {
            const own = faults.some(outcomeUnknown) && (await holds(means.session, object, bytes, signal));
            return { outcome: own ? 'created' : 'exists', conditionHonoured: true };
        }
        if (mayRefuseHeader(error))
            return publishUnguarded(means, object, bytes, signal);
        throw error;
    }
    await means.terms.require('PutObject', object, answer, signal);
    return { outcome: 'created', conditionHonoured: await refusesAgain(means, object, bytes, signal) };
}
/**
 * Replaces what is there, then asks as {@link publishIfAbsent} does whether the store honours conditions.
 */
async function publishReplacing(means, object, bytes, signal) {
    const before = await headIfAny(means.session, object, signal);
    const answer = await writeEitherWay(means.session, object, signal, (condition) => putBytes(means, object, bytes, { signal, condition }));
    await means.terms.require('PutObject', object, answer, signal);
    return {
        outcome: before === undefined ? 'created' : 'replaced',
        conditionHonoured: await refusesAgain(means, object, bytes, signal),
    };
}
/**
 * One PUT with its retries, its bytes signed; the ETag of the answer must be their MD5, where it is one.
 */
async function putBytes(means, object, bytes, options) {
    const digests = new Digests(bytes);
    const { condition } = options;
    const { session, extras } = means;
    const put = (withoutMd5) => session.run(object, async (signal) => {
        const answer = await session.api.put(object, bytes, { signal, withoutMd5, condition });
        requireStored('PutObject', object, answer, digests);
        return answer;
    }, options);
    return extras.write(['md5'], (told) => put(!told.has('md5')));
}
async function putIf(means, object, bytes, condition, signal, onFault) {
    return putBytes(means, object, bytes, { signal, condition, onFault });
}
/**
 * The object is there already: a fault of this second request says nothing but that the store was not seen
 * to guard.
 */
async function refusesAgain(means, object, bytes, signal) {
    try {
        await putIf(means, object, bytes, { ifNoneMatch: true }, signal);
        return false;
    }
    catch (error) {
        if (!(error instanceof S3Fault))
            throw error;
        return isConditionFailed(error);
    }
}
async function publishUnguarded(means, object, bytes, signal) {
    if ((await headIfAny(means.session, object, signal)) !== undefined)
        return { outcome: 'exists', conditionHonoured: false };
    await means.terms.require('PutObject', object, await putBytes(means, object, bytes, { signal }), signal);
    return { outcome: 'created', conditionHonoured: false };
}
/**
 * Whether what is there is what was to be written: then it was this run that wrote it, and only the answer
 * was lost.
 */
async function holds(session, object, bytes, signal) {
    const there = await readWhole(session, object, bytes.length, signal);
    return there.bytes !== undefined && Buffer.compare(there.bytes, bytes) === 0;
}

;// CONCATENATED MODULE: ./build/storage/s3/origin.js

/** The name under which a written object keeps its origin among its user metadata (`x-amz-meta-…`). */
const ORIGIN = 'flink-snapshot-origin';
/**
 * What an object that is written from an S3 object keeps of it: a digest of its place, its size and the ETag
 * to which every read of it is pinned. An object in parts has an ETag of its own, and most stores have no
 * checksum of it: then this is what says, without reading it, that it is whole and of which content.
 * `undefined` for a source without an ETag.
 */
function originOf({ bucket, key }, sizeBytes, etag) {
    if (etag === undefined)
        return undefined;
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([bucket, key, sizeBytes, etag]))
        .digest('hex');
}

;// CONCATENATED MODULE: ./build/storage/s3/read/store-claim.js



const NONE = new Map();
/** What S3 says of an object's content: by its ETag, and more when it is asked. */
class StoreClaim {
    of;
    authenticated;
    #session;
    #object;
    #info;
    #came;
    #asked = false;
    constructor(session, object, info) {
        this.of = info.location;
        this.authenticated = session.throughTls;
        this.#session = session;
        this.#object = object;
        this.#info = info;
    }
    get md5() {
        return this.#session.etagsAreMd5 ? (0,storage_etag/* md5InEtag */.Jk)(this.#info.etag) : undefined;
    }
    get composed() {
        const { etag } = this.#info;
        const parts = this.#session.etagsAreComposed ? (0,storage_etag/* partsInEtag */.r_)(etag) : undefined;
        return etag === undefined || parts === undefined ? undefined : { etag: etag.toLowerCase(), parts };
    }
    /** Whether the next GET of the whole object shall bring checksums, for its ETag tells nothing. */
    asksForChecksums() {
        const { checksumsHold, refusesChecksumMode } = this.#session;
        this.#asked =
            !this.authenticated
                && checksumsHold
                && !refusesChecksumMode
                && this.md5 === undefined
                && this.composed === undefined;
        return this.#asked;
    }
    /** A GET of the whole object brought these. */
    came({ checksums }) {
        this.#came = checksums;
    }
    /** Whether the store has just refused to be asked for checksums: the same request without may succeed. */
    isRefusal(error) {
        if (!this.#asked || !mayRefuseHeader(error))
            return false;
        this.#session.refusesChecksumMode = true;
        return true;
    }
    async partBytes({ signal }) {
        const parts = this.composed?.parts;
        const head = parts === undefined ? undefined : await this.#head({ partNumber: 1 }, signal);
        if (head === undefined || head.sizeBytes === 0 || head.etag !== this.#info.etag)
            return undefined;
        // A store that does not know the question tells the size of the whole.
        return Math.ceil(this.#info.sizeBytes / head.sizeBytes) === parts ? head.sizeBytes : undefined;
    }
    async checksums(mayAsk, { signal }) {
        if (!this.#session.checksumsHold)
            return NONE;
        if (this.#came !== undefined || !mayAsk || this.#session.refusesChecksumMode)
            return this.#came ?? NONE;
        const head = await this.#head({ checksums: true }, signal);
        return head === undefined || head.etag !== this.#info.etag ? NONE : (head.checksums ?? NONE);
    }
    holds(kind) {
        const { etagsAreMd5, etagsAreComposed, checksumsHold } = this.#session;
        return { md5: etagsAreMd5, composed: etagsAreComposed, checksum: checksumsHold }[kind];
    }
    disprove(kind = 'md5') {
        if (kind === 'md5')
            this.#session.etagsAreMd5 = false;
        else if (kind === 'composed')
            this.#session.etagsAreComposed = false;
        else
            this.#session.checksumsHold = false;
    }
    /**
     * What the store does not want to be asked, it does not tell; a fault of more than the question shows at
     * the reading.
     */
    async #head(question, signal) {
        const session = this.#session;
        try {
            return await session.run(this.#object, (inner) => session.api.head(this.#object, { signal: inner, ...question }), { signal });
        }
        catch (error) {
            if (!(error instanceof S3Fault) || error.facts.status === undefined)
                throw error;
            if (question.checksums === true && error.facts.status === 501)
                session.refusesChecksumMode = true;
            return undefined;
        }
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/storage/s3/requests/retry.js



/** Minutes for a store that is known, about ten seconds for one that never answered. */
const DEFAULT_RETRY = {
    transientAttempts: 6,
    ownAttempts: 20,
    outageGiveUpMs: 5 * 60_000,
    transientBaseMs: 500,
    transientCapMs: 10_000,
    throttleBaseMs: 500,
    throttleCapMs: 30_000,
    throttleGiveUpMs: 15 * 60_000,
    strangerGiveUpMs: 60_000,
    now: Date.now,
    random: Math.random,
    sleep: async (ms, signal) => {
        await (0,promises_.setTimeout)(ms, undefined, signal === undefined ? {} : { signal }).catch((error) => {
            signal?.throwIfAborted();
            throw error;
        });
    },
};
/** No faults yet. */
function noTries() {
    return { transient: 0, throttled: 0, own: 0, reused: 0, successes: 0, sinceMs: undefined };
}
/**
 * A request that died on a reused connection is sent again at once, so often; a server that ends each
 * connection after one request does not end the run, and one that does so for ever does not keep it.
 */
const FREE_TRIES = 3;
/**
 * What one store knows about its faults. All its requests share one, so that one success anywhere is hope
 * everywhere.
 */
class RetryBook {
    policy;
    #successes = 0;
    #throttledSince;
    #outage;
    constructor(policy = {}) {
        this.policy = { ...DEFAULT_RETRY, ...policy };
    }
    /** Whether a request ever succeeded. */
    get reached() {
        return this.#successes > 0;
    }
    /** The outage that lasts, or the last fault that nothing succeeded after. */
    get outage() {
        return this.#outage;
    }
    /** A request succeeded. @returns the outage that ended with it. */
    succeeded() {
        this.#successes++;
        this.#throttledSince = undefined;
        const ended = this.#outage;
        this.#outage = undefined;
        return ended;
    }
    /** Bytes move, though no request is done yet: the time of an outage starts anew. */
    alive() {
        if (this.#outage !== undefined)
            this.#outage = { sinceMs: this.policy.now(), told: this.#outage.told };
    }
    judge(fault) {
        return judge(fault, this.reached);
    }
    /**
     * Takes note of a fault. Waits are random below a bound that doubles ("full jitter"), so that requests that
     * failed together do not come back together.
     *
     * @param otherWay the caller has another way to its end: a store that refuses this one with a status is not
     * waited for.
     * @returns how long to wait before the next try, `undefined` where there shall be none.
     */
    pause(fault, verdict, tries, otherWay = false) {
        if (verdict === 'fatal')
            return undefined;
        if (fault.facts.reused === true && tries.reused < FREE_TRIES) {
            tries.reused++;
            return 0;
        }
        tries.sinceMs ??= this.policy.now();
        return verdict === 'throttled'
            ? this.#pauseThrottled(fault, tries)
            : this.#pauseTransient(fault, tries, otherWay);
    }
    #pauseTransient({ facts }, tries, otherWay) {
        const { policy } = this;
        const now = policy.now();
        this.#outage ??= { sinceMs: now, told: false };
        tries.transient++;
        // The first fault tells nothing of what came before it.
        if (tries.transient > 1 && this.#successes > tries.successes)
            tries.own++;
        tries.successes = this.#successes;
        const patient = this.reached && !(otherWay && facts.status !== undefined);
        const over = patient
            ? tries.own >= policy.ownAttempts || now - this.#outage.sinceMs >= policy.outageGiveUpMs
            : tries.transient >= policy.transientAttempts;
        return over
            ? undefined
            : jitter(policy.random, policy.transientBaseMs, policy.transientCapMs, tries.transient);
    }
    #pauseThrottled({ facts }, tries) {
        const { policy } = this;
        const now = policy.now();
        tries.throttled++;
        // Whoever asks for less is there.
        this.alive();
        this.#throttledSince ??= now;
        const stranger = !this.reached && facts.s3Code === undefined;
        if (now - this.#throttledSince >= (stranger ? policy.strangerGiveUpMs : policy.throttleGiveUpMs))
            return undefined;
        const wait = jitter(policy.random, policy.throttleBaseMs, policy.throttleCapMs, tries.throttled);
        return Math.max(wait, Math.min(facts.retryAfterMs ?? 0, policy.throttleCapMs));
    }
    /** The fault of a request that is given up, with how long it was hoped in vain. */
    givenUp(fault, tries) {
        const whole = tries.own < this.policy.ownAttempts;
        const sinceMs = whole ? (this.#outage?.sinceMs ?? this.#throttledSince) : tries.sinceMs;
        if (sinceMs === undefined)
            return fault;
        const waited = {
            sinceMs,
            untilMs: this.policy.now(),
            tries: tries.transient + tries.throttled,
            by: !this.reached ? 'stranger' : whole ? 'store' : 'request',
        };
        return new S3Fault(fault.message, { ...fault.facts, waited }, { cause: fault.cause });
    }
}
function jitter(random, baseMs, capMs, tries) {
    return random() * Math.min(capMs, baseMs * 2 ** Math.min(tries, 20));
}

;// CONCATENATED MODULE: ./build/storage/s3/read/range-reader.js






/** An S3 object as a source of ranges, each pinned to the object's ETag. */
function rangeSource(session, object, info) {
    const origin = originOf(object, info.sizeBytes, info.etag);
    const claim = new StoreClaim(session, object, info);
    const planned = { info };
    return {
        sizeBytes: info.sizeBytes,
        origin,
        claim,
        open: (start, end, options) => Promise.resolve(readRange(session, object, planned, [start, end], options)),
        readInto: (into, start, options) => fillFrom(session, object, planned, claim, into, start, options),
    };
}
/** A body that breaks off is continued where it broke, by a new request for the rest. */
async function* readRange(session, object, planned, [start, end], { signal }) {
    const tries = noTries();
    let at = start;
    while (at < end) {
        const before = at;
        const beganMs = session.book.policy.now();
        try {
            for await (const chunk of pieces(session, object, planned.info, [at, end], signal)) {
                at += chunk.length;
                yield chunk;
            }
            if (at < end)
                throw endedEarly(object);
        }
        catch (error) {
            if (await isHeldOtherwise(session, object, planned, error, signal))
                continue;
            await pauseAfter(session, object, planned.info, error, at > before ? anew(tries) : tries, {
                beganMs,
                signal,
            });
        }
    }
}
/** As {@link readRange}, into memory. */
async function fillFrom(session, object, planned, claim, into, start, { signal }) {
    const tries = noTries();
    const sink = { bytes: into, filled: 0 };
    while (sink.filled < into.length) {
        const before = sink.filled;
        const beganMs = session.book.policy.now();
        try {
            const { info } = planned;
            await pieceInto(session, object, info, claim, sink, [start + before, start + into.length], signal);
            if (sink.filled < into.length)
                throw endedEarly(object);
        }
        catch (error) {
            if (claim.isRefusal(error))
                continue;
            if (await isHeldOtherwise(session, object, planned, error, signal))
                continue;
            await pauseAfter(session, object, planned.info, error, sink.filled > before ? anew(tries) : tries, {
                beganMs,
                signal,
            });
        }
    }
}
/**
 * Whether the store holds what was planned under another ETag than it listed, under which it is read from
 * now on.
 */
async function isHeldOtherwise(session, object, planned, error, signal) {
    const { etag } = planned.info;
    if (etag === undefined || !(error instanceof S3Fault) || error.facts.status !== 412)
        return false;
    let held;
    try {
        held = await heldEtag(session, { ...object, etag }, signal);
    }
    catch (other) {
        signal?.throwIfAborted();
        // That it is another object is what is known.
        if (other instanceof S3Fault)
            return false;
        throw other;
    }
    if (held === undefined || held === etag)
        return false;
    planned.info = { ...planned.info, etag: held };
    return true;
}
/** Of a body that moved on, only what comes now counts. */
function anew(tries) {
    return Object.assign(tries, noTries());
}
/** Waits for the next try. @throws what is no fault that passes, as a sentence. */
async function pauseAfter(session, object, info, error, tries, options) {
    options.signal?.throwIfAborted();
    try {
        if (!(error instanceof S3Fault))
            throw error;
        await session.pause(object, error, tries, options);
    }
    catch (reason) {
        throw session.explain(reason, 'read', info.location);
    }
}
/** One GET into memory. */
async function pieceInto(session, object, info, claim, sink, range, signal) {
    const whole = range[0] === 0 && range[1] === info.sizeBytes;
    const room = range[1] - range[0];
    const checksums = whole && claim.asksForChecksums();
    const turn = await session.enterRead(signal);
    try {
        await session.watch(object, async (inner) => {
            const head = await session.api.getInto(object, sink, {
                signal: inner,
                ...(!whole && { range }),
                etag: info.etag,
                checksums,
            });
            requirePlanned(object, info, head, whole);
            if (head.sizeBytes > room)
                throw tooLong(object);
            if (checksums)
                claim.came(head);
        }, { signal });
        session.succeeded();
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
    throw new S3Fault('it is not the object that was listed', {
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
    return new S3Fault(message, { operation: 'GetObject', ...object, status: 200, corrupt: true });
}
/**
 * The body of one GET. Only waiting for the store counts as silence, not the time that the reader takes.
 */
async function* pieces(session, object, info, range, signal) {
    const whole = range[0] === 0 && range[1] === info.sizeBytes;
    const turn = await session.enterRead(signal);
    const watch = session.watchSilence(object, { signal });
    try {
        const { head, body } = await session.api.get(object, {
            signal: watch,
            ...(!whole && { range }),
            etag: info.etag,
        });
        session.succeeded();
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
            watch.heard('came');
        }
    }
    catch (error) {
        watch.throwIfAborted();
        throw bodyFault(error, object);
    }
    finally {
        watch.end();
        turn.end();
    }
}
function isOther(got, planned) {
    return got !== undefined && planned !== undefined && got !== planned;
}

// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
;// CONCATENATED MODULE: ./build/storage/s3/write/removal.js





const BATCH = 1000;
/** Of objects that are looked at or deleted one by one. */
const removal_AT_ONCE = 32;
/** How stores say that they know no deletion by a list, or that this client may not, besides with 5xx. */
const REFUSALS_OF_LISTS = new Set([400, 403, 404, 405, 411, 412]);
/** Those of them that no other list would change. */
const REFUSALS_OF_ALL_LISTS = new Set([403, 404, 405]);
/** Deletes objects, a thousand by one request where the store can, one by one where it cannot. */
async function removeObjects(session, locations, options = {}) {
    await removeAll(session, locations.map((location) => ({ location })), options);
}
/** As {@link removeObjects}, but what has another ETag by now is left. @returns what was left */
function removeUnchangedObjects(session, objects, options = {}) {
    return removeAll(session, objects, options);
}
async function removeAll(session, objects, { signal = new AbortController().signal }) {
    const kept = [];
    for (const bucket of new Set(objects.map(({ location }) => location.authority))) {
        const inBucket = objects.filter(({ location }) => location.authority === bucket);
        for (let at = 0; at < inBucket.length; at += BATCH) {
            const batch = inBucket.slice(at, at + BATCH);
            const { singly, changed } = batch.length === 1
                ? { singly: batch, changed: [] }
                : await removeBatch(session, bucket, batch, signal);
            kept.push(...changed);
            // Where one fails, those under way end first: no deletion comes to pass behind the back of a run.
            await (0,pool/* runPool */.k)(singly, { concurrency: removal_AT_ONCE }, signal, async (one) => {
                if (!(await removeOne(session, one, signal)))
                    kept.push(one.location);
            });
        }
    }
    return kept;
}
/**
 * By one request with the ETags; where the store does not take these (S3Proxy: 500), by one without them,
 * after a look at each object. Compatible stores know DeleteObjects in dialects, or not at all.
 */
async function removeBatch(session, bucket, batch, signal) {
    const { refusesOfDeletions: refuses } = session;
    const pinned = batch.some(({ etag }) => etag !== undefined);
    if (!refuses.lists && !(pinned && refuses.etags)) {
        const { failed, status } = await removeList(session, bucket, batch, signal);
        if (failed !== undefined)
            return { singly: failed, changed: [] };
        if (!pinned || REFUSALS_OF_ALL_LISTS.has(status))
            return { singly: batch, changed: [] };
    }
    if (refuses.lists)
        return { singly: batch, changed: [] };
    const { same, changed } = await lookAtAll(session, batch, signal);
    const unpinned = same.map(({ location }) => ({ location }));
    const { failed } = await removeList(session, bucket, unpinned, signal);
    if (failed === undefined)
        refuses.lists = true;
    else
        refuses.etags = true;
    const left = new Set(failed?.map(({ location }) => location));
    return { singly: failed === undefined ? same : same.filter(({ location }) => left.has(location)), changed };
}
/**
 * One request for all of them.
 *
 * @returns those that it did not delete; without them, the status with which the store refused the request.
 */
async function removeList(session, bucket, list, signal) {
    if (list.length === 0)
        return { failed: [] };
    const pinned = list.map(({ location, etag }) => ({ key: (0,location_location/* keyOf */.TN)(location), etag }));
    try {
        const failures = await session.run({ bucket }, (inner) => session.api.removeMany(bucket, pinned, { signal: inner }), { signal, otherWay: true });
        const failed = new Set(failures.filter(({ code }) => code !== 'NoSuchKey').map(({ key }) => key));
        return { failed: list.filter(({ location }) => failed.has((0,location_location/* keyOf */.TN)(location))) };
    }
    catch (error) {
        const { status } = error instanceof S3Fault ? error.facts : {};
        if (error instanceof S3Fault && isRefusal(session, error))
            return status === undefined ? {} : { status };
        throw session.explain(error, 'delete', list[0]?.location ?? { scheme: 's3', authority: bucket, path: '/' });
    }
}
function isRefusal(session, fault) {
    const { status = 0, corrupt } = fault.facts;
    if (corrupt === true || session.book.judge(fault) === 'throttled')
        return false;
    return status >= 500 || REFUSALS_OF_LISTS.has(status);
}
/** Tells apart what is still what was planned, and what is another object by now; the rest is gone. */
async function lookAtAll(session, batch, signal) {
    const same = [];
    const changed = [];
    await (0,pool/* runPool */.k)(batch, { concurrency: removal_AT_ONCE }, signal, async (one, both) => {
        const found = await session.explained('look at', one.location, () => removal_look(session, one, both));
        if (found === 'same')
            same.push(one);
        else if (found === 'changed')
            changed.push(one.location);
    });
    return { same, changed };
}
/** What has become of an object since it was planned. */
async function removal_look(session, { location, etag }, signal) {
    const object = { bucket: location.authority, key: (0,location_location/* keyOf */.TN)(location) };
    const head = await headIfAny(session, object, signal);
    if (head === undefined)
        return 'gone';
    if (etag === undefined || head.etag === etag)
        return 'same';
    return (await heldEtag(session, { ...object, etag }, signal)) === undefined ? 'changed' : 'same';
}
/** @returns whether it is gone; `false` where other content is there now */
async function removeOne(session, one, signal) {
    const { location, etag } = one;
    const object = { bucket: location.authority, key: (0,location_location/* keyOf */.TN)(location) };
    const remove = async (pin) => {
        try {
            await session.run(object, (inner) => session.api.remove({ ...object, ...pin }, { signal: inner }), {
                signal,
            });
        }
        catch (error) {
            if (!(error instanceof S3Fault && error.facts.s3Code === 'NoSuchKey'))
                throw error;
        }
        return true;
    };
    return session.explained('delete', location, async () => {
        if (etag === undefined)
            return remove({});
        try {
            return await remove({ etag });
        }
        catch (error) {
            // An answer that was lost had deleted it: then nothing is there that could have the ETag. And the
            // condition may not hold for what has another ETag in listings, and is the same.
            if (!isConditionFailed(error) && !isConditionUnknown(error))
                throw error;
        }
        const found = await removal_look(session, one, signal);
        return found === 'same' ? remove({}) : found === 'gone';
    });
}
/** The store knows no condition of a deletion. */
function isConditionUnknown(error) {
    if (!(error instanceof S3Fault))
        return false;
    const { status, s3Code } = error.facts;
    return status === 501 || s3Code === 'NotImplemented' || (status === 400 && s3Code !== 'ExpiredToken');
}

// EXTERNAL MODULE: ./build/storage/server-side.js
var server_side = __webpack_require__(5307);
;// CONCATENATED MODULE: ./build/storage/s3/write/multipart.js





const ABORT_LIMIT_MS = 10_000;
const CREATE_GRACE_MS = 3000;
/**
 * Writes an object in parts. The upload is aborted at the server when anything fails, so that nothing is
 * left to pay for.
 */
async function multipartWrite(session, plan, signal) {
    const { object, origin, extras } = plan;
    const faults = [];
    const onFault = (fault) => {
        faults.push(fault);
    };
    const uploadId = await extras.write(origin === undefined ? [] : ['origin'], (told) => session.run(object, (inner) => patiently(inner, (stop) => session.api.createUpload(object, {
        signal: stop,
        crc32: plan.crc32 === true,
        ...(origin !== undefined && told.has('origin') && { origin }),
    })), { signal, onFault }));
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
 * Gives an attempt some time to answer after its signal was aborted: of an upload that was created while
 * the caller gave up, nobody would know the id.
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
        const denied = error instanceof S3Fault && error.facts.status === 403;
        session.warn(`the unfinished multipart upload of s3://${object.bucket}/${object.key} could not be aborted`
            + `${denied ? ', for that needs s3:AbortMultipartUpload on the object,' : ''} and may cost storage: `
            + 'abort it by hand, or let a lifecycle rule of the bucket do so');
    }
}
/** Of an upload whose creation was answered to nobody, the id is not known: it can only be told of. */
async function lookForLost(session, object, signal) {
    try {
        const count = await session.run(object, (inner) => session.api.countUploads(object, { signal: inner }), {
            signal,
        });
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
        return await session.run(object, (inner) => session.api.completeUpload(object, uploadId, parts, { signal: inner, condition }), { signal, copying: true, onFault });
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

;// CONCATENATED MODULE: ./build/storage/s3/write/source-pins.js





/**
 * Keeps copies to the content that was planned, by the condition on their source's ETag. Some stores answer
 * 412 to that condition for what was uploaded in parts, although a HEAD finds the very ETag (OpenStack
 * Swift), and some may not know the header at all: such sources are copied without it, and looked at before
 * and afterwards.
 */
class SourcePins {
    #session;
    /** Whether the condition was seen to be refused: for ETags of parts (`true`), and for others. */
    #refused = new Set();
    constructor(session) {
        this.#session = session;
    }
    /**
     * @param copy copies from the source, under the condition where the ETag is there.
     * @throws S3Fault 412 `SourceChanged` where the source is another object by now; that of `copy`
     * otherwise.
     */
    async copy(source, options, copy) {
        const { etag, ...unpinned } = source;
        if (etag === undefined)
            return copy(source);
        const kind = (0,storage_etag/* partsInEtag */.r_)(etag) !== undefined;
        let refused;
        if (!this.#refused.has(kind)) {
            try {
                return await copy(source);
            }
            catch (error) {
                if (!isConditionFailed(error) && !mayRefuseHeader(error))
                    throw error;
                refused = error;
            }
            await this.requireUnchanged(source, options.signal);
        }
        const copied = await copy(unpinned);
        if (options.lookedAtLater !== true)
            await this.requireUnchanged(source, options.signal);
        this.#refused.add(kind);
        // A header that is not known is known for none of them.
        if (mayRefuseHeader(refused))
            this.#refused.add(!kind);
        return copied;
    }
    /** @throws S3Fault 412 `SourceChanged`, as of a store that looks at the condition. */
    async requireUnchanged(source, signal) {
        if (source.etag === undefined)
            return;
        if ((await heldEtag(this.#session, source, signal, { ofCopySource: true })) !== undefined)
            return;
        throw new S3Fault('the source changed while it was copied', {
            operation: 'CopyObject',
            bucket: source.bucket,
            key: source.key,
            status: 412,
            s3Code: 'SourceChanged',
        });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/write/terms.js


/**
 * The store took the bytes and did not do with them what it was asked; the object was removed. The message
 * names the input.
 */
class TermsNotMetError extends Error {
    name = 'TermsNotMetError';
}
/**
 * What every object at the target was asked to have: encryption and a storage class. Some stores ignore such
 * headers and answer 200 all the same. What the answer to a write says is compared; where it says nothing the
 * object is looked at, until the store was seen to do as asked for that kind of write. Of an access control
 * list no answer tells.
 */
class Terms {
    #session;
    #asked;
    #seen = { sse: new Set(), storageClass: new Set() };
    #toldOfDenial = false;
    constructor(session, asked) {
        this.#session = session;
        this.#asked = asked;
    }
    /** @throws TermsNotMetError; S3Fault where the object cannot be looked at. */
    async require(kind, object, answer, signal) {
        const { sse, storageClass } = this.#asked;
        const isAsked = sse !== undefined || this.#session.settings.customerKey !== undefined;
        if (answer.encryption !== undefined)
            await this.#requireEncryption(object, answer.encryption);
        const asksSse = isAsked && answer.encryption === undefined && !this.#seen.sse.has(kind);
        // That of STANDARD is told by saying nothing, as many stores do of any other one that they do not know.
        const asksClass = storageClass !== undefined && storageClass !== 'STANDARD' && !this.#seen.storageClass.has(kind);
        if (!asksSse && !asksClass)
            return;
        const head = await this.#look(object, signal);
        if (head === undefined)
            return;
        if (asksSse) {
            await this.#requireEncryption(object, head.encryption);
            this.#seen.sse.add(kind);
        }
        if (asksClass) {
            if (head.storageClass !== storageClass) {
                await this.#refuse(object, `target-storage-class is ${storageClass}, but the store keeps`, `in the class ${head.storageClass ?? 'STANDARD'}`);
            }
            this.#seen.storageClass.add(kind);
        }
    }
    async #requireEncryption(object, done) {
        const { sse, kmsKeyId } = this.#asked;
        const { customerKey } = this.#session.settings;
        if (customerKey !== undefined && done?.customerKeyMd5 !== customerKey.md5) {
            const how = done === undefined ? 'without encryption' : `with ${done.algorithm}, not with that key`;
            await this.#refuse(object, 'sse-customer-key is given for the target, but the store keeps', how);
        }
        if (sse === undefined)
            return;
        const isDone = sse === 'AES256' ? done !== undefined : done?.algorithm.startsWith('aws:kms') === true;
        if (!isDone) {
            const how = done === undefined ? 'without encryption' : `with ${done.algorithm}`;
            await this.#refuse(object, `target-sse is ${sse}, but the store keeps`, how);
        }
        if (isOtherKey(kmsKeyId, done?.kmsKeyId)) {
            await this.#refuse(object, `target-kms-key-id is ${kmsKeyId ?? ''}, but the store keeps`, `with the key ${done?.kmsKeyId ?? ''}`);
        }
    }
    async #look(object, signal) {
        try {
            return await headIfAny(this.#session, object, signal);
        }
        catch (error) {
            if (this.#isRefusedKey(error))
                await this.#requireEncryption(object, undefined);
            if (!isDenied(error))
                throw error;
        }
        if (!this.#toldOfDenial) {
            this.#toldOfDenial = true;
            this.#session.warn('whether the store does what target-sse and target-storage-class ask for was not seen: its answers do not say so, and the '
                + "target's credentials may not look at objects there (s3:GetObject)");
        }
        return undefined;
    }
    /** What is not encrypted with a key is refused to who comes with one. */
    #isRefusedKey(error) {
        return (this.#session.settings.customerKey !== undefined
            && error instanceof S3Fault
            && error.facts.status === 400);
    }
    /** What lies there against the user's word goes away first. */
    async #refuse(object, asked, kept) {
        const place = `s3://${object.bucket}/${object.key}`;
        let removed = 'it was removed';
        try {
            await this.#session.run(object, (inner) => this.#session.api.remove(object, { signal: inner }));
        }
        catch (error) {
            if (!(error instanceof S3Fault))
                throw error;
            removed = 'it could not be removed and is there still';
        }
        throw new TermsNotMetError(`${asked} ${place} ${kept}; ${removed}`);
    }
}
/** Of an alias an answer does not tell; ids and ARNs of one key end alike. */
function isOtherKey(asked, used) {
    if (asked === undefined || used === undefined || /(^|:)alias\//.test(asked))
        return false;
    return idIn(asked) !== idIn(used);
}
function idIn(key) {
    return key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1);
}

;// CONCATENATED MODULE: ./build/storage/s3/write/server-copy.js










/** Parts of one object that the server copies at once. */
const PARTS_AT_ONCE = 8;
/**
 * How stores that copy no parts say so, besides with 5xx; 411: the request is taken for a part without a
 * length.
 */
const REFUSALS_OF_PARTS = new Set([400, 405, 411]);
/** Lets the store copy objects by itself. */
class ServerCopier {
    #session;
    #limits;
    #terms;
    #pins;
    #extras;
    #partsWork = false;
    /**
     * Copies were seen that have other ETags than their sources, although those had not changed: of what was
     * uploaded in parts (`true`), and of other objects.
     */
    #etagsDiffer = new Set();
    constructor({ session, limits, terms, extras, }) {
        this.#session = session;
        this.#terms = terms;
        this.#pins = new SourcePins(session);
        this.#limits = limits;
        this.#extras = extras;
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
            etag: from.etag,
            ...(from.versionId !== undefined && { versionId: from.versionId }),
        };
        const isWhole = from.sizeBytes <= this.#limits.copyWholeBytes;
        const answer = isWhole
            ? await this.#copyWhole(object, source, from.sizeBytes, options)
            : await this.#copyInParts(object, source, from.sizeBytes, options);
        await this.#requireTerms(isWhole ? 'CopyObject' : 'CompleteMultipartUpload', object, answer, from.sizeBytes, options);
        // A store's own copy in other parts has another ETag: that it is the same content, nothing says then.
        return {
            location: to,
            sizeBytes: from.sizeBytes,
            etag: answer.etag,
            proof: answer.etag === from.etag ? 'etag' : 'size',
        };
    }
    /** What a store does not do with copies, it may do with what is sent to it. */
    async #requireTerms(kind, object, answer, sizeBytes, options) {
        try {
            await this.#terms.require(kind, object, answer, options.signal);
        }
        catch (error) {
            if (!(error instanceof TermsNotMetError))
                throw error;
            options.onBytes?.(-sizeBytes);
            throw new server_side/* ServerSideRefusedError */.x('all', error.message, { cause: error });
        }
    }
    async #copyWhole(object, source, sizeBytes, options) {
        try {
            const answer = await writeEitherWay(this.#session, object, options.signal, (condition) => this.#pins.copy(source, { signal: options.signal }, (pinned) => this.#copyTagless(object, pinned, condition, options.signal)));
            await this.#doubt(source, answer, options.signal);
            options.onBytes?.(sizeBytes);
            return answer;
        }
        catch (error) {
            throw this.#refusalOf(error) ?? error;
        }
    }
    /**
     * Some stores do not look at the condition that pins a copy's source (Ceph, S3Proxy). Where the copy has
     * another ETag than the source had, a look at the source tells whether it changed, or the ETags of this
     * store are none, or are made anew of what was uploaded in parts (as Amazon's are).
     */
    async #doubt(source, copied, signal) {
        if (source.etag === undefined || copied.etag === source.etag || copied.opaqueEtag)
            return;
        const inParts = (0,storage_etag/* partsInEtag */.r_)(source.etag) !== undefined;
        const telling = inParts || ((0,storage_etag/* md5InEtag */.Jk)(source.etag) !== undefined && (0,storage_etag/* md5InEtag */.Jk)(copied.etag) !== undefined);
        if (!telling || this.#etagsDiffer.has(inParts))
            return;
        await this.#pins.requireUnchanged(source, signal);
        this.#etagsDiffer.add(inParts);
    }
    /** Some stores have no tags, and refuse to be told to leave them behind (Cloudflare R2, with 501). */
    async #copyTagless(object, source, condition, signal) {
        const { api } = this.#session;
        return this.#extras.write(['tags'], (told) => {
            const options = { silentOnTags: !told.has('tags'), condition };
            return this.#session.run(object, (inner) => api.copy(object, source, { signal: inner, ...options }), {
                signal,
                copying: true,
            });
        });
    }
    #refusalOf(error) {
        if (!(error instanceof S3Fault))
            return undefined;
        const isBoth = isDenied(error) && isNotOffered(error.cause);
        if (isDenied(error) && !isBoth) {
            return new server_side/* ServerSideRefusedError */.x('all', "the target's credentials may not read the source (s3:GetObject), or not write the target", { cause: error });
        }
        const { status } = error.facts;
        if (!isBoth && status !== 501 && status !== 405)
            return undefined;
        const why = isBoth || this.#session.conditional
            ? 'the store refuses to copy without a condition (a policy may demand one), and does not offer copies with one'
            : 'the store does not offer CopyObject';
        return new server_side/* ServerSideRefusedError */.x('all', why, { cause: error });
    }
    async #copyInParts(object, source, sizeBytes, options) {
        const parts = splitIntoParts(sizeBytes, this.#limits.copyPartBytes, this.#limits.maxParts);
        const origin = originOf(source, sizeBytes, source.etag);
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
                extras: this.#extras,
                sizeBytes,
                parts,
                atOnce: PARTS_AT_ONCE,
                send,
                beforeComplete: () => this.#pins.requireUnchanged(source, options.signal),
                origin,
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
            const to = { ...object, uploadId, number: part.number };
            const answer = await this.#pins.copy(source, { signal, lookedAtLater: true }, (pinned) => this.#session.run(object, (inner) => api.copyPart(to, pinned, [part.start, part.end], { signal: inner }), { signal, copying: true, otherWay: !this.#partsWork }));
            this.#partsWork = true;
            return answer;
        }
        catch (error) {
            throw this.#refusalOfPart(error) ?? error;
        }
    }
    /**
     * Some stores fail every part copy, with a 4xx or a lasting 5xx, or answer 200 without a result: until
     * one worked, that is a refusal.
     */
    #refusalOfPart(error) {
        if (this.#partsWork || !(error instanceof S3Fault) || error.facts.status === undefined)
            return undefined;
        if (isDenied(error))
            return this.#refusalOf(error);
        const { status, s3Code, corrupt } = error.facts;
        if (status < 500 && !REFUSALS_OF_PARTS.has(status) && corrupt !== true)
            return undefined;
        if (this.#session.book.judge(error) === 'throttled')
            return undefined;
        const answered = `status ${status}${s3Code === undefined ? '' : ` ${s3Code}`}`;
        return new server_side/* ServerSideRefusedError */.x('parts', `the store fails at copying parts (UploadPartCopy: ${corrupt === true ? 'an answer without a result' : answered})`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/errors/explain-network.js


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
    const endpoint = inputName(context, 'endpoint');
    const where = context.settings.endpoint ?? 'the endpoint of AWS';
    const cannot = `cannot ${context.action} ${(0,location_location/* displayLocation */.S5)(context.location)}`;
    if (fault.facts.ofProxy === true)
        return ['unreachable', `${cannot}: ${fault.message}`];
    if (networkCode === 'EMFILE' || networkCode === 'ENFILE') {
        return [
            'local',
            `${cannot}: this machine has no file left for a connection: raise the limit of open files (ulimit -n), or lower concurrency`,
        ];
    }
    if (networkCode === 'ECONNREFUSED') {
        return [
            'unreachable',
            `${cannot}: nothing listens at ${where}: check ${endpoint} and its port, and that the store runs (or the proxy, where one is set)`,
        ];
    }
    if (networkCode === 'ENOTFOUND' || networkCode === 'EAI_AGAIN') {
        return [
            'unreachable',
            `${cannot}: the name of ${where} cannot be resolved: check ${endpoint}, ${inputName(context, 'region')} and the DNS of this machine; `
                + `with ${inputName(context, 'force-path-style')} true the bucket is not part of the name`,
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
            `${cannot}the certificate of ${where} was not issued by a trusted certificate authority: name the authority's PEM file in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS`,
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

;// CONCATENATED MODULE: ./build/storage/s3/errors/explain-denied.js



const place = ({ location }) => (0,location_location/* displayLocation */.S5)(location);
/** The permissions of AWS that an action needs on its side. */
const PERMISSIONS = {
    read: 's3:GetObject',
    'look at': 's3:GetObject',
    list: 's3:ListBucket',
    write: 's3:PutObject',
    copy: 's3:PutObject',
    delete: 's3:DeleteObject',
};
const OBJECTS = {
    read: 'the object',
    'look at': 'the object',
    list: 'the bucket',
    write: 'the object',
    copy: 'the object',
    delete: 'the object',
};
/** Whose permissions they are. */
function whoSigned(context) {
    const { credentials, profile, role } = context.settings;
    if (role !== undefined)
        return `the role ${role.arn} of ${inputName(context, 'role-to-assume')}`;
    if (credentials !== undefined)
        return `the key of ${inputName(context, 'access-key-id')}`;
    if (profile !== undefined)
        return `the profile ${profile} of ${inputName(context, 'profile')}`;
    return `the default credentials of the ${context.side} (environment, profile or role)`;
}
/** Whether the store says that somebody may not. */
function explain_denied_isDenied(facts) {
    return facts.status === 403 || facts.status === 401 || facts.s3Code === 'AccessDenied';
}
/** Nobody is there to sign. */
function sayNoCredentials(context, fault) {
    const { side, settings } = context;
    if (settings.profile !== undefined) {
        return [
            'credentials',
            `cannot ${context.action} ${place(context)}: the profile ${settings.profile} gives no credentials (${fault.message}): `
                + `check ${inputName(context, 'profile')} and the AWS configuration files, or log in again`,
        ];
    }
    return [
        'credentials',
        `cannot ${context.action} ${place(context)}: no credentials were found for the ${side}: set ${inputName(context, 'access-key-id')} and `
            + `${inputName(context, 'secret-access-key')}, name a profile, or log in before (in a workflow by a step such as `
            + 'aws-actions/configure-aws-credentials)',
    ];
}
/** The key that encrypts is not to be used. */
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
/** Who signed may not. */
function sayDenied(context, fault) {
    const { action } = context;
    const permission = PERMISSIONS[action];
    const why = `${whoSigned(context)} needs ${permission} on ${OBJECTS[action]}`;
    if (action === 'read' || action === 'look at') {
        return [
            'access-denied',
            `cannot read ${place(context)}: ${why}. Without s3:ListBucket, S3 answers this way for objects that do not exist, too: `
                + `check the path, the policies of user and bucket${payerAdvice(context)}`,
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
        `cannot ${action} ${action === 'list' ? 'what is below ' : ''}${place(context)}: ${why}: allow it in the policies of user and bucket`
            + (action === 'list' ? payerAdvice(context) : ''),
    ];
}

;// CONCATENATED MODULE: ./build/storage/s3/errors/explain-access.js



/** S3 denies all requests to a bucket with "requester pays" that do not say so, and does not tell why. */
function payerAdvice(context) {
    return context.settings.requestPayer === undefined
        ? `, and set ${inputName(context, 'request-payer')} to requester for a bucket with "requester pays"`
        : '';
}
/** Requests are signed with the path of the endpoint, which gateways may take away before that is checked. */
function pathAdvice({ settings: { endpoint } }) {
    const path = endpoint === undefined || !URL.canParse(endpoint) ? '/' : new URL(endpoint).pathname;
    return path === '/'
        ? ''
        : `, and that the gateway has signatures checked with its path ${path}, with which requests are signed`;
}
/** What is refused for want of a key of the user's (SSE-C), or because there is one. */
const CUSTOMER_KEYS = [
    {
        when: ({ s3Code }, message) => s3Code === 'InvalidRequest' && /form of Server Side Encryption/i.test(message),
        say: (context) => [
            'access-denied',
            `cannot ${context.action} ${(0,location_location/* displayLocation */.S5)(context.location)}: it is encrypted with a key of its writer's (SSE-C), without which the `
                + `store does not give it out: give that key in ${inputName(context, 'sse-customer-key')}`,
        ],
    },
    {
        when: ({ status, s3Code }, message, { settings }) => settings.customerKey !== undefined
            && status === 400
            && (s3Code === undefined || /encryption parameters are not applicable/i.test(message)),
        say: (context) => [
            'access-denied',
            `cannot ${context.action} ${(0,location_location/* displayLocation */.S5)(context.location)}: the store refuses it with the key of `
                + `${inputName(context, 'sse-customer-key')}: the object is not encrypted with a customer's key, or the store takes none: `
                + 'leave that input out',
        ],
    },
];
/** What is denied to nobody in particular, or to a key of the user's that may be a wrong one. */
const ACCESS = [
    { when: (facts, _, { settings }) => settings.anonymous === true && explain_denied_isDenied(facts), say: sayNotPublic },
    {
        when: (facts, _, { settings, action }) => settings.customerKey !== undefined && explain_denied_isDenied(facts) && (action === 'read' || action === 'look at'),
        say: (context) => [
            'access-denied',
            `cannot read ${(0,location_location/* displayLocation */.S5)(context.location)}: either ${inputName(context, 'sse-customer-key')} is not the key that it is `
                + `encrypted with, or the credentials of the ${context.side} lack ${PERMISSIONS[context.action]} on it: check both`,
        ],
    },
];
function sayNotPublic(context) {
    const { action, location } = context;
    const input = inputName(context, 'anonymous');
    const what = `${action === 'list' ? 'what is below ' : ''}${(0,location_location/* displayLocation */.S5)(location)}`;
    const orNothing = action === 'list' ? '' : ', or there is no such object: without s3:ListBucket, S3 answers this way, too';
    return [
        'access-denied',
        `cannot ${action} ${what}: requests go without credentials (${input}), and the bucket does not give ${PERMISSIONS[action]} to `
            + `everybody${orNothing}: check the path, or leave ${input} out and give credentials`,
    ];
}

// EXTERNAL MODULE: ./build/platform/http/proxy-fault.js
var proxy_fault = __webpack_require__(5426);
// EXTERNAL MODULE: ./build/platform/proxy.js + 1 modules
var proxy = __webpack_require__(4312);
;// CONCATENATED MODULE: ./build/storage/s3/errors/explain-outage.js
/** Said once when a store that had answered is waited for. */
function tellOutage(side, settings, { operation, bucket, key }, message, sinceMs, giveUpMs) {
    const what = `s3://${bucket}${key === undefined ? '' : `/${key}`}`;
    const last = operation === 'waiting' ? `${what}: ${message}` : `${operation} of ${what}: ${message}`;
    return `nothing has succeeded at ${storeOf(side, settings)} since ${timeOf(sinceMs)} (${last}): waiting for it, for up to ${inWords(giveUpMs)}`;
}
/** Said when it is there again, after {@link tellOutage}. */
function tellReturn(side, settings, sinceMs, nowMs) {
    return `${storeOf(side, settings)} answers again after ${inWords(nowMs - sinceMs)}: going on`;
}
/** What was done before a request was given up, to stand behind the sentence that says what is wrong. */
function waitedInVain({ sinceMs, untilMs, tries, by }, message) {
    const last = `the last ended with ${JSON.stringify(firstWords(message))}`;
    const when = `from ${timeOf(sinceMs)} to ${timeOf(untilMs)}`;
    if (by === 'request')
        return `; it was tried ${tries} times ${when}, while other requests succeeded; ${last}`;
    return `; nothing at this store succeeded ${when} (${inWords(untilMs - sinceMs)}), in ${tries} tries of this request; ${last}`;
}
/**
 * The first words of a page that a proxy or load balancer wrote, without its tags and what no terminal shows.
 */
function firstWords(text) {
    const plain = printable(text.slice(0, 4096).replaceAll(/<[^>]*>/g, ' '));
    return plain === '' ? printable(text) : plain;
}
function printable(text) {
    return text
        .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
        .trim()
        .slice(0, 200);
}
/** The store as a person knows it. */
function storeOf(side, { endpoint }) {
    return `the ${side} store ${endpoint ?? 'at AWS'}`;
}
/** The time of day, as logs have it. */
function timeOf(ms) {
    return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}
/** A stretch of time, rounded. */
function inWords(ms) {
    const seconds = Math.round(ms / 1000);
    return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}

;// CONCATENATED MODULE: ./build/storage/s3/errors/explain-between.js





/** Said with 400 by nginx and others whose TLS port is spoken to without it; has its own sentence. */
const PLAIN_HTTP = /plain HTTP request|HTTP request (was sent )?to (an )?HTTPS/i;
/** What was answered by something between here and the store, or in its place. */
const BETWEEN = [
    { when: ({ status }) => status === 407, say: sayProxyLogin },
    {
        when: ({ status = 0, s3Code, bucketRegion }) => status >= 300 && status < 400 && s3Code === undefined && bucketRegion === undefined,
        say: sayRedirect,
    },
    {
        when: ({ status, s3Code, page }) => status === 413 && (s3Code === undefined || page === true),
        say: (context) => [
            'too-large',
            `cannot ${context.action} ${(0,location_location/* displayLocation */.S5)(context.location)}: ${whoAnswers(context)} takes no request of that size: `
                + 'switch its limit off, or raise it to 64 MiB (nginx: client_max_body_size)',
        ],
    },
    {
        when: ({ page, status, operation }, message) => page === true && !PLAIN_HTTP.test(message) && !(status === 404 && operation === 'HeadObject'),
        say: sayPage,
    },
];
function sayProxyLogin(context, { facts }) {
    const proxy = proxyOf(context);
    const words = proxy === undefined
        ? 'a proxy on the way wants a login, and no proxy variable is in force: set HTTP_PROXY or HTTPS_PROXY to it, with '
            + 'user and password'
        : (0,proxy_fault/* wantsLogin */.TL)(proxy, facts.proxyOffers);
    return ['unreachable', `cannot ${context.action} ${(0,location_location/* displayLocation */.S5)(context.location)}: ${words}`];
}
function sayRedirect(context, { facts }) {
    const { endpoint } = context.settings;
    const input = inputName(context, 'endpoint');
    const to = facts.redirectedTo;
    const cannot = `cannot ${context.action} ${(0,location_location/* displayLocation */.S5)(context.location)}: ${whoAnswers(context)}`;
    const secure = to === undefined ? undefined : sameOverTls(endpoint, to);
    if (secure !== undefined)
        return ['tls', `${cannot} sends to TLS, to ${to ?? ''}: write ${input} as ${secure}`];
    return [
        'unreachable',
        `${cannot} sends elsewhere, ${to === undefined ? 'without a word where' : `to ${to}`}, which S3 does not: it is a `
            + `web server, a login page or a gateway: check ${input}, host and port, and have the way to the store opened`,
    ];
}
/** The endpoint to write, where the same host is named by `https`. */
function sameOverTls(endpoint, to) {
    if (endpoint === undefined || !/^http:/i.test(endpoint) || !/^https:/i.test(to) || !URL.canParse(to))
        return undefined;
    const [given, other] = [new URL(endpoint), new URL(to)];
    const sameHost = other.hostname === given.hostname || other.hostname.endsWith(`.${given.hostname}`);
    return sameHost ? `https://${given.hostname}${other.port === '' ? '' : `:${other.port}`}` : undefined;
}
function sayPage(context, { facts, message }) {
    const { status = 0, waited } = facts;
    // Of a store that had answered the time is told behind the sentence.
    const since = waited?.by === 'stranger' ? ` for ${inWords(waited.untilMs - waited.sinceMs)}` : '';
    const input = inputName(context, 'endpoint');
    const quoted = /"[^]*"$/.exec(message)?.[0];
    const page = `answers with ${quoted === undefined ? 'a web page' : `a page, ${firstWords(quoted)}`}, not as S3 does${since}`;
    return [
        'unreachable',
        `cannot ${context.action} ${(0,location_location/* displayLocation */.S5)(context.location)}: ${whoAnswers(context)} ${page}: ${remedy(status, input)}`,
    ];
}
function remedy(status, input) {
    if (status === 401 || status === 403)
        return `a proxy, firewall or gateway refuses this machine, and no store was asked: have it let through, or check ${input}`;
    if (status === 404 || status === 405)
        return `a web server or proxy is there, and no store behind this address: check ${input}, host, port and path`;
    if (status === 502)
        return 'the proxy there does not reach the store: see whether that is up, and its address in the proxy';
    if (status === 503)
        return 'the proxy there has no store to pass this on to: see whether that is up';
    if (status === 504)
        return "the store behind that proxy does not answer in time: see its load, raise the proxy's timeout";
    return `see what stands between this machine and the store, and check ${input}`;
}
/** Whom an answer is of that is not the store's. */
function whoAnswers(context) {
    const proxy = proxyOf(context);
    // Through a tunnel the proxy has no say.
    const passesOn = proxy !== undefined && !/^https:/i.test(context.settings.endpoint ?? '');
    const where = context.settings.endpoint ?? 'the endpoint of AWS';
    return passesOn ? `${(0,proxy_fault/* nameOf */.Vb)(proxy)}, or what is at ${where},` : `what is at ${where}`;
}
function proxyOf({ settings }) {
    if (settings.endpoint === undefined)
        return undefined;
    try {
        return (0,proxy/* proxyFor */.iJ)(settings.endpoint, 'the store');
    }
    catch (error) {
        if (error instanceof proxy/* InvalidProxy */.mw)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/errors/explain-terms.js


/** What is asked of every write, and a store refuses as a request that it does not know. */
const OF_TERMS = {
    when: (facts, _, { action, asked = {} }) => (action === 'write' || action === 'copy') && namesOf(asked).length > 0 && isHeaderRefusal(facts),
    say: (context, fault) => {
        const names = namesOf(context.asked ?? {});
        return [
            'unsupported',
            `cannot write ${(0,location_location/* displayLocation */.S5)(context.location)}: the store does not take what is asked of every write, ${names.join(' and ')} `
                + `(${fault.message}): ${names.length === 1 ? 'leave that input out' : 'leave out what it does not do'}, or choose a target that does it`,
        ];
    },
};
function namesOf({ sse, storageClass, acl }) {
    return [
        ...(sse === undefined ? [] : [`target-sse ${sse}`]),
        ...(storageClass === undefined ? [] : [`target-storage-class ${storageClass}`]),
        ...(acl === undefined ? [] : [`target-acl ${acl}`]),
    ];
}

;// CONCATENATED MODULE: ./build/storage/s3/errors/explain-versions.js

const VERSIONS = 'ListObjectVersions';
const explain_versions_isDenied = ({ status, s3Code }) => s3Code === 'AccessDenied' || (status === 403 && s3Code === undefined);
/** An answer to HEAD has no code. */
const GONE = new Set(['', 'NotFound', 'NoSuchKey']);
/** What stores refuse to tell of older versions. */
const OF_VERSIONS = [
    {
        when: (facts) => facts.operation === VERSIONS && explain_versions_isDenied(facts),
        say: (context) => [
            'access-denied',
            `cannot ${context.action} ${asItWas(context)}: the credentials of the ${context.side} need s3:ListBucketVersions on the `
                + 'bucket, and s3:GetObjectVersion on its objects: allow both in the policies of user and bucket, or leave out as-of',
        ],
    },
    {
        when: (facts, _, { asOf }) => asOf !== undefined && explain_versions_isDenied(facts) && /^(Get|Head)Object$/.test(facts.operation),
        say: (context) => [
            'access-denied',
            `cannot read ${asItWas(context)}: the credentials of the ${context.side} need s3:GetObjectVersion on the object: allow it `
                + 'in the policies of user and bucket, or leave out as-of',
        ],
    },
    {
        when: ({ operation, status, s3Code }) => operation === VERSIONS && (status === 501 || status === 405 || s3Code === 'NotImplemented'),
        say: (context) => [
            'unsupported',
            `cannot ${context.action} ${asItWas(context)}: the store does not list versions (${VERSIONS}), without `
                + 'which nothing is known of before: leave out as-of',
        ],
    },
    {
        when: ({ operation, status, s3Code }, _, { asOf }) => asOf !== undefined
            && operation !== VERSIONS
            && (s3Code === 'NoSuchVersion' || (status === 404 && GONE.has(s3Code ?? ''))),
        say: (context) => [
            'not-found',
            `${(0,location_location/* displayLocation */.S5)(context.location)} is not kept any more in the version of ${whenOf(context)}: a lifecycle rule or a person `
                + 'has deleted it for good: choose another time, or another snapshot',
        ],
    },
];
function asItWas(context) {
    return `${(0,location_location/* displayLocation */.S5)(context.location)} as it was${context.asOf === undefined ? '' : ` at ${whenOf(context)}`}`;
}
function whenOf({ asOf }) {
    return asOf?.toISOString() ?? 'before';
}

;// CONCATENATED MODULE: ./build/storage/s3/errors/explain-refusal.js







const coded = (...codes) => (facts) => facts.s3Code !== undefined && codes.includes(facts.s3Code);
const explain_refusal_place = ({ location }) => (0,location_location/* displayLocation */.S5)(location);
/** In this order; the first that fits speaks. */
const REFUSALS = [
    ...BETWEEN,
    ...OF_VERSIONS,
    { when: coded('CredentialsUnavailable'), say: sayNoCredentials },
    {
        when: coded('RoleRefused'),
        say: (context, fault) => [
            'credentials',
            `cannot ${context.action} ${explain_refusal_place(context)}: ${inputName(context, 'role-to-assume')}: ${fault.message}`,
        ],
    },
    {
        when: coded('ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'RequestExpired'),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${explain_refusal_place(context)}: the session token of the ${context.side} has expired: get new `
                + `credentials (${inputName(context, 'session-token')}, or a longer role session) and run again; what is copied already is not copied again`,
        ],
    },
    {
        // MinIO's code has two more letters.
        when: coded('InvalidToken', 'InvalidTokenId', 'InvalidSecurity'),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${explain_refusal_place(context)}: the session token of the ${context.side} is not accepted: `
                + `${inputName(context, 'session-token')} must come from the same set as the key id and secret; drop it if the keys are permanent`,
        ],
    },
    {
        // versitygw's own code comes with 404; Garage says it in words alone.
        when: (facts, message) => coded('InvalidAccessKeyId', 'InvalidClientTokenId', 'UnrecognizedClientException', 'XAdminUserNotFound')(facts)
            || (explain_denied_isDenied(facts) && /\bno such key: GK/i.test(message)),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${explain_refusal_place(context)}: ${whoSigned(context)} is unknown to the store: check it, and that `
                + `${inputName(context, 'endpoint')} is the store it belongs to`,
        ],
    },
    {
        // Garage says it in words alone.
        when: (facts, message) => coded('SignatureDoesNotMatch')(facts) || (explain_denied_isDenied(facts) && /\binvalid signature\b/i.test(message)),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${explain_refusal_place(context)}: the signature is wrong: check ${inputName(context, 'secret-access-key')} `
                + `for a missing or extra character, and that no proxy rewrites requests${pathAdvice(context)}`,
        ],
    },
    {
        when: coded('RequestTimeTooSkewed'),
        say: (context) => [
            'clock-skew',
            `cannot ${context.action} ${explain_refusal_place(context)}: the clock of this machine (${new Date().toISOString()}) is more than 15 minutes off: `
                + 'set it (NTP) and run again',
        ],
    },
    {
        // SeaweedFS has a code of its own. Other mistakes in this header concern the region.
        when: ({ s3Code, bucketRegion }, message) => bucketRegion === undefined
            && /^Authorization(HeaderMalformed|QueryParametersError)$/.test(s3Code ?? '')
            && /credential is mal-?formed/i.test(message),
        say: (context) => [
            'credentials',
            `cannot ${context.action} ${explain_refusal_place(context)}: ${whoSigned(context)} cannot be a key id: check `
                + `${inputName(context, 'access-key-id')} for a slash, a blank or the secret in its place`,
        ],
    },
    { when: isWrongRegion, say: sayWrongRegion },
    ...CUSTOMER_KEYS,
    {
        when: coded('NoSuchBucket'),
        say: (context) => [
            'no-such-bucket',
            `the bucket ${context.location.authority} of ${explain_refusal_place(context)} does not exist: check the spelling, `
                + `${inputName(context, 'endpoint')} and ${inputName(context, 'region')}; buckets are not created`,
        ],
    },
    {
        when: coded('InvalidBucketName', 'InvalidBucketNameException'),
        say: (context) => [
            'other',
            `${JSON.stringify(context.location.authority)} in ${explain_refusal_place(context)} is no valid bucket name: write ${context.side} as s3://bucket/path`,
        ],
    },
    {
        when: coded('InvalidObjectState'),
        say: (context) => [
            'archived',
            `${explain_refusal_place(context)} is archived (GLACIER, DEEP_ARCHIVE or an archive tier of Intelligent-Tiering) and cannot be read: restore it first, for example with `
                + '"aws s3api restore-object", wait until it is there, and run again',
        ],
    },
    {
        when: (facts, message) => facts.s3Code?.startsWith('KMS') === true || (explain_denied_isDenied(facts) && /\bkms[:.]|\bKMS\b/.test(message)),
        say: sayKms,
    },
    {
        when: coded('AccessControlListNotSupported'),
        say: (context) => [
            'unsupported',
            `cannot write ${explain_refusal_place(context)}: its bucket has access control lists switched off: leave out target-acl`,
        ],
    },
    {
        when: coded('InvalidStorageClass'),
        say: (context) => [
            'unsupported',
            `cannot write ${explain_refusal_place(context)}: the store does not know the storage class: correct or leave out target-storage-class`,
        ],
    },
    {
        when: coded('EntityTooLarge', 'MaxMessageLengthExceeded'),
        say: (context) => [
            'too-large',
            `cannot write ${explain_refusal_place(context)}: it is larger than the store allows: raise the limit of the store or of the proxy before it`,
        ],
    },
    {
        when: (facts) => facts.s3Code === 'QuotaExceeded' || facts.s3Code === 'XMinioStorageFull' || facts.status === 507,
        say: (context) => [
            'other',
            `cannot write ${explain_refusal_place(context)}: the store is full or over its quota: free some space there and run again`,
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
                `${explain_refusal_place(context)} was written by somebody else meanwhile: let only one run write to a target`,
            ]
            : [
                'changed',
                `${explain_refusal_place(context)} is no longer the object that was planned: its content changed: make sure that nothing writes to the source and run again`,
            ],
    },
    {
        when: (facts) => facts.status === 404 && facts.s3Code !== 'NoSuchUpload',
        say: (context) => [
            'not-found',
            `${explain_refusal_place(context)} does not exist: was it deleted, or is ${inputName(context, 'endpoint')} another store?`,
        ],
    },
    {
        when: (_, message) => /HTTP request (was sent )?to (an )?HTTPS|plain HTTP request/i.test(message),
        say: (context) => [
            'tls',
            `cannot ${context.action} ${explain_refusal_place(context)}: ${inputName(context, 'endpoint')} ${context.settings.endpoint ?? ''} speaks TLS: write it with https://`,
        ],
    },
    ...ACCESS,
    { when: explain_denied_isDenied, say: sayDenied },
    OF_TERMS,
    {
        when: (facts) => facts.status === 501 || facts.status === 405,
        say: (context, fault) => [
            'unsupported',
            `cannot ${context.action} ${explain_refusal_place(context)}: the store does not offer ${fault.facts.operation} as it was asked for: `
                + `check that ${inputName(context, 'endpoint')} is an S3 endpoint`,
        ],
    },
    {
        when: (facts) => facts.s3Code === undefined && facts.status !== undefined && facts.status >= 400 && facts.status < 500,
        say: (context, fault) => [
            'other',
            `cannot ${context.action} ${explain_refusal_place(context)}: ${context.settings.endpoint ?? 'AWS'} does not answer as S3 does `
                + `(${fault.message}): check ${inputName(context, 'endpoint')}, and whether a proxy answers in its place`,
        ],
    },
];
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
        `cannot ${context.action} ${explain_refusal_place(context)}: the bucket ${context.location.authority} is in ${where}${now}: `
            + `set ${inputName(context, 'region')} to ${facts.bucketRegion ?? 'the region of the bucket'}`,
    ];
}

;// CONCATENATED MODULE: ./build/storage/s3/errors/explain.js





/**
 * What a person calls an input of this side: the setting that counted, where that is known. Where there are
 * two sides, one for both may stand for that of the source.
 */
function inputName({ side, oneSided, settings: { names } }, name) {
    return names?.[name] ?? (side === 'source' && oneSided !== true ? `source-${name} (or ${name})` : name);
}
/**
 * Turns a fault into one sentence that names the object, the input to look at and what to do, then the
 * facts.
 */
function explainFault(fault, context) {
    const { operation, status, s3Code, requestId, waited } = fault.facts;
    const [code, sentence] = explanationOf(fault, context);
    return new storage_error/* StorageError */.a(`${sentence}${waited === undefined || waited.by === 'stranger' ? '' : waitedInVain(waited, fault.message)}${factsOf(fault)}`, { code, operation, location: context.location, status, s3Code, requestId }, { cause: fault });
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
    const { waited } = fault.facts;
    const { page } = fault.facts;
    if (context.throttled && waited?.by === 'stranger' && fault.facts.s3Code === undefined && page !== true) {
        return [
            'unreachable',
            `cannot ${context.action} ${place}: ${context.settings.endpoint ?? 'the endpoint of AWS'} answered nothing but "not now" for `
                + `${inWords(waited.untilMs - waited.sinceMs)} (${firstWords(fault.message)}): see whether the store is up, whether a proxy answers in `
                + `its place, and check ${inputName(context, 'endpoint')}`,
        ];
    }
    if (context.throttled && fault.facts.networkCode === undefined && page !== true) {
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

;// CONCATENATED MODULE: ./build/storage/s3/requests/abort-listeners.js
const LISTENERS = new WeakMap();
/**
 * Calls the listener when the signal is aborted, not for one that is aborted already. Hundreds of requests
 * wait for one signal, and an EventTarget compares each new listener with all that it has: so it gets one,
 * which tells the others.
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

;// CONCATENATED MODULE: ./build/storage/s3/requests/pace.js
/**
 * How many requests of one store are under way at once, as a pure function: it begins modestly, doubles while
 * that pays, and is halved when the store asks for less or lets requests stall.
 *
 * A *round* is as many successes as there are requests at once. What a number of requests at once is worth is
 * its rate: that number, divided by the mean time of a request. Where more at once only take longer, at the
 * server, on the way or on this machine, the rate stays, and so the number goes back.
 */
/**
 * Requests at once in the beginning: what any server bears, and three round trips away from what most can do.
 */
const START = 32;
/** More at once is worth while only where it makes so many times as many requests end. */
const WORTH = 1.15;
/** After so many rounds a few more are tried, for a store may become faster, or less busy. */
const ROUNDS_BETWEEN_PROBES = 12;
const PROBE = 1.25;
/**
 * A store that is busy refuses within milliseconds whatever comes: refusals of what began up to so long after
 * one are the same.
 */
const BURST_MS = 1000;
/** The state before the first request. */
function firstPace(most) {
    const limit = Math.max(1, Math.min(START, most));
    return {
        limit,
        most: Math.max(1, most),
        trying: 2,
        before: limit,
        rate: 0,
        rounds: 0,
        halvedAtMs: -Infinity,
    };
}
/** The state after an event. */
function next(state, event) {
    if (event.kind !== 'round') {
        // What began at the former number says nothing of this one.
        if (event.beganMs < state.halvedAtMs + (event.kind === 'throttled' ? BURST_MS : 0))
            return state;
        return { ...settled(state, Math.max(1, Math.floor(state.limit / 2))), rate: 0, halvedAtMs: event.nowMs };
    }
    if (state.trying === undefined)
        return afterSteadyRound(state, event.rate);
    if (event.rate <= state.rate * WORTH)
        return settled(state, state.before);
    const better = { ...state, rate: event.rate };
    return state.limit === state.most ? settled(better, state.most) : trying(better, state.trying);
}
function afterSteadyRound(state, rate) {
    const steady = {
        ...state,
        rate: state.rounds === 0 ? rate : state.rate * 0.7 + rate * 0.3,
        rounds: state.rounds + 1,
    };
    return steady.rounds < ROUNDS_BETWEEN_PROBES || steady.limit === steady.most
        ? steady
        : trying(steady, PROBE);
}
function trying(state, factor) {
    return {
        ...state,
        trying: factor,
        before: state.limit,
        limit: Math.min(state.most, Math.ceil(state.limit * factor)),
    };
}
function settled(state, limit) {
    return { ...state, limit, trying: undefined, rounds: 0 };
}

;// CONCATENATED MODULE: ./build/storage/s3/requests/turns.js


/** Gives turns to the requests of one store, as many at once as {@link next} says. */
class Turns {
    #now;
    #waiting = [];
    #pace;
    #running = 0;
    /** Of the requests that began in this round: how many succeeded, and how long they took together. */
    #successes = 0;
    #tookMs = 0;
    #roundBegan;
    #waited = false;
    /**
     * @param most never more at once.
     * @param now milliseconds on any clock that only goes forward.
     */
    constructor(most, now) {
        this.#pace = firstPace(most);
        this.#now = now;
        this.#roundBegan = now();
    }
    /** Requests that may be under way at once at the moment. */
    get limit() {
        return this.#pace.limit;
    }
    /** Waits for a turn. */
    async enter(signal) {
        signal?.throwIfAborted();
        if (this.#running >= this.limit)
            await this.#turn(signal);
        else
            this.#running++;
        const began = this.#now();
        let over = false;
        return {
            succeeded: () => {
                this.#succeeded(began);
            },
            end: () => {
                if (over)
                    return;
                over = true;
                this.#running--;
                this.#admit();
            },
        };
    }
    /** A request that began then was told to slow down, or stalled. */
    slowDown(kind, beganMs) {
        this.#tell({ kind, beganMs, nowMs: this.#now() });
    }
    #succeeded(began) {
        if (began < this.#roundBegan)
            return;
        this.#tookMs += this.#now() - began;
        if (this.#waiting.length > 0)
            this.#waited = true;
        if (++this.#successes < this.limit)
            return;
        const rate = this.limit / Math.max(0.01, this.#tookMs / this.#successes);
        if (this.#waited)
            this.#tell({ kind: 'round', rate });
        else
            this.#beginRound();
    }
    #tell(event) {
        const pace = next(this.#pace, event);
        if (pace === this.#pace)
            return;
        this.#pace = pace;
        this.#beginRound();
        this.#admit();
    }
    #beginRound() {
        this.#successes = 0;
        this.#tookMs = 0;
        this.#waited = false;
        this.#roundBegan = this.#now();
    }
    #admit() {
        while (this.#running < this.limit) {
            const admitted = this.#waiting.shift();
            if (admitted === undefined)
                return;
            this.#running++;
            admitted();
        }
    }
    /** Resolves when a place was given to this caller. */
    #turn(signal) {
        return new Promise((resolve, reject) => {
            const admitted = () => {
                forget();
                resolve();
            };
            const forget = onAbort(signal, () => {
                this.#waiting.splice(this.#waiting.indexOf(admitted), 1);
                reject(signal?.reason);
            });
            this.#waiting.push(admitted);
        });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/requests/silence.js


/** The time of the machine. */
const MACHINE_TIME = {
    start: setTimeout,
    stop: (timer) => {
        clearTimeout(timer);
    },
    now: () => performance.now(),
};
/**
 * What the system takes of a body at once says nothing of the other end, which may have stopped; nor does
 * that it lets itself be connected. Bytes that move after so long do.
 */
const LASTING_MS = 5000;
/**
 * Watches one attempt for silence: the signal that ends its request, and that is told of its signs of life.
 * Much lighter than a controller of Node's for each attempt; and `AbortSignal.any` would keep a trace of
 * every attempt in a long-lived signal.
 */
class SilenceWatch {
    aborted = false;
    reason;
    #object;
    #limits;
    #clock;
    #began;
    #forget;
    #listeners = new Set();
    #heardAt;
    #allowedMs;
    /** What was heard since it was started is seen when it expires: no piece of a body starts another one. */
    #timer;
    #resting = false;
    #over = false;
    #controller;
    constructor(object, limits, signal, clock) {
        this.#object = object;
        this.#limits = limits;
        this.#clock = clock;
        this.#began = this.#heardAt = clock.now();
        this.#allowedMs = limits.limitMs;
        this.#timer = clock.start(this.#expired, limits.limitMs);
        const forward = () => {
            this.#abort(signal?.reason);
        };
        if (signal?.aborted === true)
            forward();
        this.#forget = onAbort(signal, forward);
    }
    /** The same for what takes nothing but a signal of Node's. */
    get abortSignal() {
        if (this.#controller === undefined) {
            this.#controller = new AbortController();
            if (this.aborted)
                this.#controller.abort(this.reason);
        }
        return this.#controller.signal;
    }
    throwIfAborted() {
        if (this.aborted)
            throw this.reason;
    }
    addEventListener(_, listener) {
        this.#listeners.add(listener);
    }
    removeEventListener(_, listener) {
        this.#listeners.delete(listener);
    }
    heard(what) {
        if (this.#over)
            return;
        const { limitMs, sendingLimitMs, onLife } = this.#limits;
        this.#heardAt = this.#clock.now();
        const age = this.#heardAt - this.#began;
        this.#allowedMs = what === 'sent' ? Math.max(limitMs, Math.min(age, sendingLimitMs)) : limitMs;
        this.#resting = false;
        this.#timer ??= this.#clock.start(this.#expired, limitMs);
        if (age >= LASTING_MS)
            onLife?.();
    }
    /** Stops the clock until the next sign of life: it is not the store that is waited for. */
    rest() {
        this.#resting = true;
    }
    /** The attempt is over, whichever way. A body may still be told to give bytes. */
    end() {
        this.#over = true;
        this.#clock.stop(this.#timer);
        this.#forget();
    }
    #expired = () => {
        this.#timer = undefined;
        if (this.#resting)
            return;
        const silentMs = this.#clock.now() - this.#heardAt;
        if (silentMs >= this.#allowedMs)
            this.#abort(stalled(this.#object, this.#allowedMs));
        else
            this.#timer = this.#clock.start(this.#expired, Math.min(this.#allowedMs - silentMs, this.#limits.limitMs));
    };
    #abort(reason) {
        if (this.aborted)
            return;
        this.aborted = true;
        this.reason = reason;
        this.#controller?.abort(reason);
        for (const listener of [...this.#listeners])
            listener();
    }
}
function stalled({ bucket = '', key }, silentMs) {
    return new S3Fault(`nothing was heard for ${Math.round(silentMs / 1000)} seconds`, {
        operation: 'waiting',
        bucket,
        key,
        networkCode: 'STALLED',
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/requests/session.js







/**
 * How long a request may be silent. A copy answers when it is done, which takes a minute and more for large
 * parts.
 */
const SILENCE_MS = { quick: 60_000, copying: 300_000 };
/** A blip is not worth a line in the log; an outage of so long is. */
const TELL_AFTER_MS = 5000;
/** At once, where the user does not cap them: a store 30 ms away answers 8,000 a second then. */
const MOST_REQUESTS = 256;
/**
 * The requests of one store: their number at once, their time limits, their retries, and the words for
 * their faults.
 */
class Session {
    api;
    side;
    settings;
    asOf;
    #oneSided;
    #asked;
    book;
    #requests;
    /**
     * Bodies being read have turns of their own: a part that is uploaded waits for one, while it holds a
     * request's.
     */
    #reads;
    #silenceClock;
    #limits;
    #listeners;
    #toldOfThrottling = false;
    /** Whether all that comes and goes is guarded by TLS. */
    throughTls;
    /** The bucket's policy was seen to accept writes with a condition only. */
    conditional = false;
    /**
     * The store was seen to encrypt with a key service, or is told to with a key of the user's: ETags of what
     * is written prove nothing.
     */
    opaqueEtags = false;
    /** No object was seen whose ETag looks like an MD5 and is none. */
    etagsAreMd5 = true;
    /** No object was seen whose ETag looks like one of parts' MD5s and is none. */
    etagsAreComposed = true;
    /** No object was seen whose checksum is none of its content. */
    checksumsHold = true;
    /** The store was seen to refuse requests that ask for checksums. */
    refusesChecksumMode = false;
    /** What the store was seen to refuse of deletions of many objects by one request. */
    refusesOfDeletions = { lists: false, etags: false };
    constructor(api, options) {
        this.api = api;
        this.side = options.side;
        this.#oneSided = options.oneSided === true;
        this.settings = options.settings;
        this.asOf = options.asOf;
        this.#asked = options.asked;
        this.throughTls = (0,s3_endpoint/* isThroughTls */.px)(options.settings);
        if (options.settings.customerKey !== undefined) {
            this.opaqueEtags = true;
            this.etagsAreMd5 = false;
            this.etagsAreComposed = false;
        }
        this.book = new RetryBook(options.retry);
        this.#requests = new Turns(options.concurrency ?? MOST_REQUESTS, this.book.policy.now);
        this.#reads = new Turns(options.concurrency ?? MOST_REQUESTS, this.book.policy.now);
        this.#silenceClock = options.silenceClock ?? MACHINE_TIME;
        this.#listeners = options;
        const limits = {
            sendingLimitMs: SILENCE_MS.copying,
            onLife: () => {
                this.book.alive();
            },
        };
        this.#limits = {
            quick: { limitMs: SILENCE_MS.quick, ...limits },
            copying: { limitMs: SILENCE_MS.copying, ...limits },
        };
    }
    /**
     * Runs one request until it succeeds, or its fault is fatal or lasts. @throws S3Fault, or the signal's
     * reason.
     */
    async run(object, attempt, options = {}) {
        const tries = noTries();
        for (;;) {
            const turn = await this.#requests.enter(options.signal);
            const beganMs = this.book.policy.now();
            let fault;
            try {
                const result = await this.watch(object, attempt, options);
                this.succeeded();
                turn.succeeded();
                return result;
            }
            catch (error) {
                if (!(error instanceof S3Fault))
                    throw error;
                fault = error;
            }
            finally {
                turn.end();
            }
            options.onFault?.(fault);
            await this.pause(object, fault, tries, { beganMs, ...options });
        }
    }
    /** A request succeeded. */
    succeeded() {
        const outage = this.book.succeeded();
        if (outage?.told === true)
            this.notice(tellReturn(this.side, this.settings, outage.sinceMs, this.book.policy.now()));
    }
    /**
     * Waits until the request may be tried again, and has fewer requests under way where that may be the
     * reason.
     *
     * @param beganMs when the try began that ended with the fault.
     * @throws S3Fault where it shall not be tried again; the signal's reason
     */
    async pause(object, fault, tries, { beganMs, signal, otherWay }) {
        const { book } = this;
        const verdict = book.judge(fault);
        const waitMs = book.pause(fault, verdict, tries, otherWay);
        if (verdict === 'throttled')
            this.#throttled(fault, beganMs);
        else if (fault.facts.networkCode === 'STALLED')
            this.#slowDown('stalled', beganMs);
        if (waitMs === undefined)
            throw verdict === 'fatal' ? fault : book.givenUp(fault, tries);
        this.#tellOfOutage(object, fault);
        if (waitMs > 0)
            await book.policy.sleep(waitMs, signal);
    }
    #tellOfOutage(object, fault) {
        const { outage, policy, reached } = this.book;
        if (outage === undefined || outage.told || !reached)
            return;
        if (policy.now() - outage.sinceMs < TELL_AFTER_MS && fault.facts.networkCode !== 'STALLED')
            return;
        outage.told = true;
        this.notice(tellOutage(this.side, this.settings, { ...fault.facts, ...object }, fault.message, outage.sinceMs, policy.outageGiveUpMs));
    }
    #slowDown(kind, beganMs) {
        this.#requests.slowDown(kind, beganMs);
        this.#reads.slowDown(kind, beganMs);
    }
    /** Takes note that the store asks for less. */
    #throttled(fault, beganMs) {
        this.#slowDown('throttled', beganMs);
        if (this.#toldOfThrottling)
            return;
        this.#toldOfThrottling = true;
        const { networkCode } = fault.facts;
        this.notice(networkCode !== undefined
            ? `this machine has no file left for more connections (${networkCode}); going on with fewer, a higher limit (ulimit -n) is faster`
            : `${fault.facts.bucket} (${this.side}) asks to slow down (${fault.facts.s3Code ?? fault.facts.status ?? ''}); waiting, with fewer requests at once`);
    }
    /**
     * Ends an attempt that is silent for too long with a fault, and one whose caller gives up with the
     * caller's reason.
     */
    async watch(object, attempt, options) {
        options.signal?.throwIfAborted();
        const watch = this.watchSilence(object, options);
        try {
            return await attempt(watch);
        }
        catch (error) {
            watch.throwIfAborted();
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
        const limits = copying === true ? this.#limits.copying : this.#limits.quick;
        return new SilenceWatch(object, limits, signal, this.#silenceClock);
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
            oneSided: this.#oneSided,
            settings: this.settings,
            asOf: this.asOf,
            asked: this.#asked,
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

// EXTERNAL MODULE: ./build/platform/http/http-client.js + 7 modules
var http_client = __webpack_require__(3587);
// EXTERNAL MODULE: ./build/platform/http/trust.js
var trust = __webpack_require__(7997);
// EXTERNAL MODULE: ./build/platform/certificates.js
var certificates = __webpack_require__(316);
;// CONCATENATED MODULE: ./build/storage/s3/http/trust.js


/**
 * The certificates to trust when `AWS_CA_BUNDLE` is set: Node's own and `NODE_EXTRA_CA_CERTS` (which an
 * explicit list would otherwise switch off), then the bundle's. `undefined` without `AWS_CA_BUNDLE`: Node's
 * defaults hold.
 *
 * @param complete Node's own complete list, where it has one.
 * @param bundle another file in place of that of `AWS_CA_BUNDLE`.
 * @throws StorageError `tls` where the file cannot be read or holds no certificate.
 */
function trustedCertificates(env = process.env, complete, bundle = { path: env['AWS_CA_BUNDLE'] ?? '', named: 'AWS_CA_BUNDLE' }) {
    if (bundle.path === '')
        return undefined;
    return [...(0,certificates/* nodesCertificates */._R)(env, complete), readBundle(bundle)];
}
function readBundle({ path, named }) {
    try {
        return (0,certificates/* readCertificateFile */.u1)(named, path);
    }
    catch (error) {
        if (!(error instanceof certificates/* InvalidCertificates */._4))
            throw error;
        throw new storage_error/* StorageError */.a(error.message, { code: 'tls', operation: named }, { cause: error.cause });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/http/access-headers.js
/** The headers for a side, and for the copies that its store makes by itself. */
function accessHeaders({ copySource = {}, ...own }) {
    const content = keyHeaders('x-amz-', own.customerKey);
    return {
        always: payerHeaders(own),
        content,
        // Of two sides that pay the header is the same.
        copies: {
            ...content,
            ...keyHeaders('x-amz-copy-source-', copySource.customerKey),
            ...payerHeaders(copySource),
        },
        ofCopySource: { ...keyHeaders('x-amz-', copySource.customerKey), ...payerHeaders(copySource) },
    };
}
/**
 * Sent with every operation that has it in S3's API; those that copy have one for both ends.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html
 */
function payerHeaders({ requestPayer }) {
    return requestPayer === undefined ? {} : { 'x-amz-request-payer': requestPayer };
}
/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html */
function keyHeaders(prefix, key) {
    if (key === undefined)
        return {};
    const name = `${prefix}server-side-encryption-customer`;
    return { [`${name}-algorithm`]: 'AES256', [`${name}-key`]: key.key, [`${name}-key-md5`]: key.md5 };
}

;// CONCATENATED MODULE: ./build/storage/s3/http/answers.js


/** What HEAD, GET and LIST say in the same words. `undefined` without a size. */
function headOf(answer, sizeBytes) {
    if (sizeBytes === undefined || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
        return undefined;
    const etag = (0,storage_etag/* bareEtag */.A1)(answer.ETag);
    const storageClass = answer.StorageClass;
    return {
        sizeBytes,
        etag,
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
function written(operation, object, etag, headers) {
    const bare = (0,storage_etag/* bareEtag */.A1)(etag);
    if (bare === undefined)
        throw corrupt(operation, object, 'the answer carries no ETag');
    const encryption = headers[ENCRYPTION];
    return {
        etag: bare,
        opaqueEtag: (encryption !== undefined && encryption !== 'AES256') || headers[OF_CUSTOMER_KEY] !== undefined,
        ...encryptionIn(headers),
    };
}
const ENCRYPTION = 'x-amz-server-side-encryption';
const OF_CUSTOMER_KEY = `${ENCRYPTION}-customer-algorithm`;
/** What an answer says of an object's encryption, where it says anything. */
function encryptionIn(headers) {
    const customerKeyMd5 = headers[`${ENCRYPTION}-customer-key-md5`];
    if (headers[OF_CUSTOMER_KEY] !== undefined)
        return { encryption: { algorithm: 'SSE-C', ...(customerKeyMd5 !== undefined && { customerKeyMd5 }) } };
    const algorithm = headers[ENCRYPTION];
    const kmsKeyId = headers[`${ENCRYPTION}-aws-kms-key-id`];
    if (algorithm === undefined || algorithm === '')
        return {};
    return { encryption: { algorithm, ...(kmsKeyId !== undefined && kmsKeyId !== '' && { kmsKeyId }) } };
}
/** The fault of an answer that came and does not say what it must. */
function corrupt(operation, object, message) {
    const { bucket, key } = object;
    return new S3Fault(message, { operation, bucket, key, status: 200, corrupt: true });
}

;// CONCATENATED MODULE: ./build/storage/s3/errors/network-code.js

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

;// CONCATENATED MODULE: ./build/storage/s3/http/foreign-answer.js
/** Whether a document is a web page, which S3 never answers with. */
function isPage(text) {
    return /^\uFEFF?\s*(?:<!--[^]*?-->\s*)*<(?:!doctype html|html)[\s>]/i.test(text.slice(0, 2_000));
}
/**
 * What stands on a page, its title where that is all. Whole: it is shortened once secrets were taken out.
 */
function wordsOfPage(text) {
    const shown = text
        .replaceAll(/<!--[^]*?-->/g, ' ')
        .replaceAll(/<(head|script|style)\b[^]*?<\/\1\s*>/gi, ' ')
        .replaceAll(/<[^>]*>/g, ' ')
        .trim();
    return shown === '' ? (/<title>([^<]*)/i.exec(text)?.[1] ?? text) : shown;
}
/** What tells that an answer without an error of S3's is of a proxy, a gateway, a web server. */
function foreignFacts(status, headers, text) {
    const { location, 'proxy-authenticate': proxyOffers } = headers;
    const redirectedTo = status >= 300 && status < 400 && location !== undefined ? bare(location) : undefined;
    return {
        ...((isPage(text) || isHeadOfPage(headers, text) || isPlainRefusal(status, headers, text)) && {
            page: true,
        }),
        redirectedTo,
        proxyOffers: status === 407 ? proxyOffers : undefined,
    };
}
/** Answers to HEAD have no body; some stores call theirs HTML, and number each answer as proxies do not. */
function isHeadOfPage(headers, text) {
    return text === '' && /^text\/html\b/i.test(headers['content-type'] ?? '') && !isNumbered(headers);
}
/** As of a service mesh or an authenticating proxy; a store tells its refusals in XML. */
function isPlainRefusal(status, headers, text) {
    return ((status === 401 || status === 403)
        && text.trim() !== ''
        && !text.trimStart().startsWith('<')
        && !isNumbered(headers));
}
function isNumbered(headers) {
    return ['x-amz-request-id', 'x-amz-id-2', 'x-amzn-requestid'].some((name) => headers[name] !== undefined);
}
/** Its query may hold what a login page is to know, and its user a password. */
function bare(location) {
    const withoutQuery = location.replace(/[?#][^]*$/, '');
    if (!URL.canParse(withoutQuery))
        return withoutQuery.slice(0, 300);
    const url = new URL(withoutQuery);
    return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 300);
}

;// CONCATENATED MODULE: ./build/storage/s3/http/xml.js
/** Deeper than any answer of S3; a hostile one shall not fill the stack or the memory. */
const MAX_DEPTH = 32;
/** Of the many elements that have none. */
const NO_CHILDREN = [];
/**
 * A mark of XML at the reader's place: comment, CDATA, instruction, closing tag, opening or empty tag. A
 * document type is none of them: S3 sends none, and entities of its own are the oldest trap of the format.
 */
const MARK = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const PLAIN_TAG = /^[A-Za-z_][\w:.-]*$/;
/**
 * Reads one whole document, blanks around it allowed. `undefined` for whatever is not well-formed: cut off,
 * followed by something else, plain text, HTML with its unclosed tags. A truncated success must not be
 * taken for a success.
 */
function readXml(document) {
    const open = [];
    // As they are written, prefixes and all.
    const tags = [];
    let root;
    let at = document.startsWith('\uFEFF') ? 1 : 0;
    while (at < document.length) {
        const next = document.indexOf('<', at);
        const inmost = open.at(-1);
        if (next !== at && !take(inmost, document.slice(at, next === -1 ? document.length : next)))
            return undefined;
        if (next === -1)
            break;
        // Nearly all marks are these two, which the expression below would find as well, in three times the
        // time.
        const begun = tags.at(-1);
        if (inmost !== undefined && begun !== undefined && isEndOf(begun, document, next)) {
            open.pop();
            tags.pop();
            at = next + begun.length + 3;
            root = xml_close(inmost, open.at(-1));
            continue;
        }
        const end = document.indexOf('>', next);
        const tag = document.slice(next + 1, end);
        if (inmost !== undefined && end !== -1 && open.length < MAX_DEPTH && PLAIN_TAG.test(tag)) {
            at = end + 1;
            open.push(opened(tag));
            tags.push(tag);
            continue;
        }
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
            open.push(opened(opening));
            tags.push(opening);
        }
        if (closing === undefined && empty !== '/')
            continue;
        const ended = open.pop();
        const its = tags.pop();
        if (ended === undefined || (closing !== undefined && closing !== its))
            return undefined;
        root = xml_close(ended, open.at(-1));
    }
    return open.length === 0 ? root : undefined;
}
function isEndOf(tag, document, at) {
    return document.startsWith(tag, at + 2) && document[at + 1] === '/' && document[at + 2 + tag.length] === '>';
}
function opened(tag) {
    return { name: localName(tag), text: '', children: NO_CHILDREN };
}
/** @returns the root, when it was the root that ended. */
function xml_close(ended, parent) {
    if (parent === undefined)
        return ended;
    if (parent.children === NO_CHILDREN)
        parent.children = [ended];
    else
        parent.children.push(ended);
    return undefined;
}
/** The text of the first child of a name; `undefined` where there is none or it is empty. */
function childText(element, name) {
    const text = element.children.find((child) => child.name === name)?.text;
    return text === undefined || text === '' ? undefined : text;
}
/**
 * Whether the document is a listing: of the root's name that S3 gives it, or telling whether it goes on.
 * SDKs do not look at the names of roots, and some stores have their own; an empty listing must be told
 * from any other document all the same.
 */
function isListing(document, root) {
    return document.name === root || childText(document, 'IsTruncated') !== undefined;
}
function localName(tag) {
    const colon = tag.indexOf(':');
    return colon === -1 ? tag : tag.slice(colon + 1);
}
/** Outside of all elements only blanks are allowed. */
function take(inside, text) {
    if (inside === undefined)
        return text.trim() === '';
    // In answers of S3 they are the quotes of ETags, which MinIO writes as numbers.
    const unquoted = text.includes('&') ? text.replaceAll('&quot;', '"').replaceAll('&#34;', '"') : text;
    const plain = unquoted.includes('&') ? withoutEntities(unquoted) : unquoted;
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
/** The namespace of S3's documents. */
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** A text as it stands in a document; line breaks too, which a reader would change. */
function escaped(text) {
    return text.replaceAll(/[&<>"\r\n\t]/g, (character) => ESCAPES[character] ?? `&#${character.charCodeAt(0)};`);
}

;// CONCATENATED MODULE: ./build/storage/s3/http/answer-fault.js






/** The error document of S3, `undefined` for anything else. */
function errorIn(document) {
    if (document?.name === 'Error')
        return document;
    // Some services of Amazon's wrap it.
    return document?.name === 'ErrorResponse'
        ? document.children.find(({ name }) => name === 'Error')
        : undefined;
}
/** The fault of an answer whose status is no success. */
function refused(subject, { status, headers, text }) {
    const error = errorIn(readXml(text));
    // Of a missing object an answer to HEAD says nothing but the status.
    const s3Code = error === undefined
        ? status === 404 && !isPage(text)
            ? 'NotFound'
            : undefined
        : childText(error, 'Code');
    return new S3Fault(messageIn(error, status, text), {
        ...subject,
        status,
        s3Code,
        ...factsIn(headers, error),
        ...(error === undefined && foreignFacts(status, headers, text)),
    });
}
/**
 * The fault of an error inside an answer of 200: sent before the store knew how it would end. 503 stands
 * for it, as it does in the SDK.
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
function unanswered(subject, error, reused = false) {
    const networkCode = networkCodeOf(error);
    const message = (0,system_error/* messageOf */.b)(error);
    return new S3Fault(message === '' ? (networkCode ?? 'the connection failed') : message, {
        ...subject,
        networkCode,
        ...(reused && { reused }),
        ...(error instanceof proxy_fault/* ProxyFault */.dg && { ofProxy: true }),
    }, { cause: error });
}
function factsIn(headers, error) {
    const field = (name) => error === undefined ? undefined : childText(error, name);
    const requestId = headers['x-amz-request-id'] ?? field('RequestId');
    const bucketRegion = headers['x-amz-bucket-region'] ?? field('Region');
    const retryAfter = Number(headers['retry-after'] ?? NaN);
    return { requestId, bucketRegion, ...(Number.isFinite(retryAfter) && { retryAfterMs: retryAfter * 1000 }) };
}
/** Only S3's own message: other fields quote the signed request, session token and all. */
function messageIn(error, status, text) {
    if (error !== undefined)
        return childText(error, 'Message') ?? childText(error, 'Code') ?? 'an error without a message';
    return text.trim() === '' ? `it answered ${status} and no more` : `it answered ${quote(text)}`;
}
/** Whole: it is shortened once secrets were taken out. */
function quote(text) {
    return JSON.stringify((isPage(text) ? wordsOfPage(text) : text).trim().replaceAll(/\s+/g, ' '));
}

;// CONCATENATED MODULE: ./build/storage/s3/http/late-result.js


/**
 * The document that a copy or a completion ends with: the store answers 200 before it is done, sends blanks
 * while it works, and may end with an error all the same, or not at all. The name of its root is not looked
 * at: some stores have names of their own, and SDKs do not look either.
 *
 * @throws S3Fault for an answer without an ETag, which is what a success tells
 */
function resultIn(answer, subject) {
    const document = readXml(answer.text);
    if (errorIn(document) !== undefined)
        throw failedLate(subject, answer);
    if (document !== undefined && childText(document, 'ETag') !== undefined)
        return document;
    throw unproven(subject, answer);
}

;// CONCATENATED MODULE: ./build/storage/s3/http/copy-source.js
/**
 * The value of `x-amz-copy-source`: bucket and key, every byte percent-encoded but the unreserved ones and
 * `/`. Servers decode it as a query, so that a bare `+` would mean a blank to some of them. Of an access
 * point it is the object's ARN.
 */
function encodeCopySource(bucket, key) {
    if (bucket.startsWith('arn:'))
        return encodePath(`${bucket}/object/${key}`);
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

;// CONCATENATED MODULE: ./build/storage/s3/http/headers.js



/** What S3 itself takes bytes of an unknown kind for; the SDK says so too. */
const CONTENT_TYPE = { 'content-type': 'application/octet-stream' };
/** The headers of a condition. */
function conditionHeaders(condition) {
    if (condition === undefined)
        return {};
    return 'ifMatch' in condition ? { 'if-match': `"${condition.ifMatch}"` } : { 'if-none-match': '*' };
}
/** The headers that name a copy's source, pinned to its ETag where that is known. */
function sourceHeaders({ bucket, key, versionId, etag }) {
    const version = versionId === undefined ? '' : `?versionId=${encodeStrictly(versionId)}`;
    return {
        'x-amz-copy-source': `${encodeCopySource(bucket, key)}${version}`,
        ...(etag !== undefined && { 'x-amz-copy-source-if-match': `"${etag}"` }),
    };
}
/** The headers of every request that creates an object. */
function settingsHeaders({ sse, kmsKeyId, storageClass, acl, }) {
    return {
        ...(sse !== undefined && { 'x-amz-server-side-encryption': sse }),
        ...(kmsKeyId !== undefined && { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId }),
        ...(storageClass !== undefined && { 'x-amz-storage-class': storageClass }),
        ...(acl !== undefined && { 'x-amz-acl': acl }),
    };
}
/** The header that a new object's origin is kept in. */
const ORIGIN_HEADER = `x-amz-meta-${ORIGIN}`;
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
    const restore = headers['x-amz-restore'];
    const archiveStatus = headers['x-amz-archive-status'];
    const head = headOf({
        ETag: headers['etag'],
        LastModified: modified === undefined ? undefined : new Date(modified),
        StorageClass: headers['x-amz-storage-class'],
    }, /^\d+$/.test(length) ? Number(length) : undefined);
    if (head === undefined || (restore === undefined && archiveStatus === undefined))
        return head;
    return {
        ...head,
        ...(restore !== undefined && { restore }),
        ...(archiveStatus !== undefined && { archiveStatus }),
    };
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

;// CONCATENATED MODULE: ./build/storage/s3/http/list-page.js



/** The query of a listing: keys come encoded, for XML cannot hold every key. */
function listQuery({ prefix, token, oneLevel }, startAfter) {
    return {
        'list-type': '2',
        'encoding-type': 'url',
        prefix,
        ...(oneLevel && { delimiter: '/' }),
        ...(token !== undefined && { 'continuation-token': token }),
        ...(startAfter !== undefined && { 'start-after': startAfter }),
    };
}
/**
 * The query of ListObjects, the first version of the operation: it goes on behind a key, whichever way that
 * is told.
 */
function firstListQuery({ prefix, token, oneLevel }, startAfter) {
    const marker = token ?? startAfter;
    return {
        'encoding-type': 'url',
        prefix,
        ...(oneLevel && { delimiter: '/' }),
        ...(marker !== undefined && { marker }),
    };
}
/**
 * The page in an answer.
 *
 * @throws S3Fault for an error in a success, and for anything that is no listing.
 */
function pageIn(listing, answer, subject) {
    const document = readXml(answer.text);
    if (errorIn(document) !== undefined)
        throw failedLate(subject, answer);
    if (document === undefined || !isListing(document, 'ListBucketResult'))
        throw unproven(subject, answer);
    const token = childText(document, 'NextContinuationToken');
    const isFirst = token === undefined && childText(document, 'KeyCount') === undefined;
    const page = listPageOf(listing, {
        decode: decoderOf(document),
        entries: document.children.filter(({ name }) => name === 'Contents').map(entryOf),
        prefixes: document.children
            .filter(({ name }) => name === 'CommonPrefixes')
            .map((common) => childText(common, 'Prefix')),
        truncated: childText(document, 'IsTruncated') === 'true',
        next: token,
        marker: isFirst ? (childText(document, 'NextMarker') ?? '') : undefined,
    });
    return isFirst && page.next !== undefined ? { ...page, isFirst } : page;
}
/**
 * Reads the keys of a listing, which only are encoded where the server says that it did: some ignore the
 * wish, or answer it with an empty element. `undefined` for what cannot be read.
 */
function decoderOf(document) {
    return childText(document, 'EncodingType') === 'url' ? decodeListed : (text) => text;
}
/** What an entry of a listing says, of objects or of versions. */
function entryOf({ children }) {
    const fields = {};
    for (const { name, text } of children) {
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
            case 'StorageClass':
                fields.storageClass = text;
        }
    }
    return entryFrom(fields);
}
function entryFrom({ key, size = '', etag, modified, storageClass }) {
    const head = headOf({
        ETag: etag,
        LastModified: modified === undefined ? undefined : new Date(modified),
        StorageClass: storageClass,
    }, /^\d+$/.test(size) ? Number(size) : undefined);
    return { key, head };
}
/**
 * A page of a listing.
 *
 * @throws S3Fault for one that has entries without key or size, or no way to go on.
 */
function listPageOf({ bucket, prefix, token }, listed) {
    const { decode, entries, truncated, marker } = listed;
    const subject = { bucket, key: prefix };
    const unreadable = () => corrupt('ListObjectsV2', subject, 'an entry has no key or size that can be read');
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
    const next = marker === undefined ? listed.next : marker === '' ? lastKeyOf(page) : keyIn(marker);
    if (next === undefined || next === token) {
        throw corrupt('ListObjectsV2', subject, 'the listing is cut off without a token to continue');
    }
    return { ...page, next };
}
/** Keys and beginnings of keys come in one order, each kind in a list of its own. */
function lastKeyOf({ entries, prefixes }) {
    const [key, prefix] = [entries.at(-1)?.key, prefixes.at(-1)];
    if (key === undefined || prefix === undefined)
        return key ?? prefix;
    return Buffer.compare(Buffer.from(key), Buffer.from(prefix)) > 0 ? key : prefix;
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

;// CONCATENATED MODULE: ./build/storage/s3/http/version-page.js





/** The query of a listing of versions: keys come encoded, as those of {@link listQuery}. */
function versionsQuery(prefix, after, { oneLevel, most }) {
    return {
        versions: '',
        'encoding-type': 'url',
        prefix,
        ...(oneLevel === true && { delimiter: '/' }),
        ...(most !== undefined && { 'max-keys': String(most) }),
        ...(after !== undefined && { 'key-marker': after.key }),
        ...(after?.versionId !== undefined && { 'version-id-marker': after.versionId }),
    };
}
/**
 * The page in an answer.
 *
 * @throws S3Fault for an error in a success, for anything that is no listing of versions, and for one with
 * entries without key or version, or no way to go on.
 */
function versionsIn(subject, answer, asked) {
    const document = readXml(answer.text);
    if (errorIn(document) !== undefined)
        throw failedLate(asked, answer);
    if (document === undefined || !isListing(document, 'ListVersionsResult'))
        throw unproven(asked, answer);
    refuseObjects(document, asked);
    const decode = decoderOf(document);
    const object = { bucket: subject.bucket, key: subject.prefix };
    const fail = (message) => corrupt('ListObjectVersions', object, message);
    const keyIn = (written) => {
        const key = decode(written ?? '');
        if (key === undefined || key === '')
            throw fail('a version has no key that can be read');
        return key;
    };
    const found = document.children
        .filter(({ name }) => name === 'Version' || name === 'DeleteMarker')
        .map((element) => {
        const { key, head } = entryOf(element);
        const deleted = element.name === 'DeleteMarker';
        const versionId = childText(element, 'VersionId');
        if (versionId === undefined || (head === undefined && !deleted))
            throw fail('a version has no id or size that can be read');
        const isLatest = childText(element, 'IsLatest') === 'true';
        return { ...(head ?? markerHead(element)), key: keyIn(key), versionId, deleted, isLatest };
    });
    const prefixes = document.children
        .filter(({ name }) => name === 'CommonPrefixes')
        .map((common) => keyIn(childText(common, 'Prefix')));
    const page = { versions: newestFirst(found), prefixes };
    if (childText(document, 'IsTruncated') !== 'true')
        return page;
    const nextKey = childText(document, 'NextKeyMarker');
    if (nextKey === undefined)
        throw fail('the listing is cut off without a marker to continue');
    const versionId = childText(document, 'NextVersionIdMarker');
    return { ...page, next: { key: keyIn(nextKey), ...(versionId !== undefined && { versionId }) } };
}
/** Some stores do not know the parameter, and list their objects. */
function refuseObjects({ name, children }, asked) {
    if (name !== 'ListBucketResult' && !children.some((child) => child.name === 'Contents'))
        return;
    throw new S3Fault('it lists its objects in place of their versions', {
        ...asked,
        status: 501,
        s3Code: 'NotImplemented',
    });
}
function markerHead(element) {
    const modifiedAt = new Date(childText(element, 'LastModified') ?? NaN);
    return { sizeBytes: 0, ...(!Number.isNaN(modifiedAt.getTime()) && { modifiedAt }) };
}
/**
 * The versions of each key together, the newest first. S3 lists them so; some stores write all delete
 * markers behind all other versions.
 */
function newestFirst(found) {
    const byKey = new Map();
    for (const version of found) {
        const known = byKey.get(version.key);
        if (known === undefined)
            byKey.set(version.key, [version]);
        else
            known.push(version);
    }
    const time = ({ modifiedAt }) => modifiedAt?.getTime() ?? 0;
    return [...byKey.values()].flatMap((versions) => versions.sort((a, b) => Number(b.isLatest) - Number(a.isLatest) || time(b) - time(a)));
}

;// CONCATENATED MODULE: ./build/storage/s3/http/listings.js



/** Listings of a bucket's objects, and of their versions. */
class Listings {
    #sender;
    #ofCopySource;
    /** The store was seen to know only the first version of the operation, ListObjects. */
    #onlyFirst = false;
    /** @param ofCopySource headers for whoever looks at the source of a copy */
    constructor(sender, ofCopySource) {
        this.#sender = sender;
        this.#ofCopySource = ofCopySource;
    }
    /**
     * As {@link S3Api.list}. Some stores have the first version of the operation only: they refuse the second,
     * or answer as if the first had been asked for, without a word on how to go on. From then on they are
     * asked in the way that they know.
     */
    async list(bucket, prefix, token, options) {
        const listing = { bucket, prefix, token, oneLevel: options.oneLevel === true };
        if (this.#onlyFirst)
            return this.#first(listing, options);
        let refusal;
        try {
            return await this.#second(listing, options);
        }
        catch (error) {
            if (token !== undefined || !listings_isNotOffered(error))
                throw error;
            refusal = error;
        }
        try {
            const page = await this.#first(listing, options);
            this.#onlyFirst = true;
            return page;
        }
        catch (error) {
            throw listings_isNotOffered(error) ? refusal : error;
        }
    }
    /** As {@link S3Api.listVersions}. */
    versions(bucket, prefix, after, options) {
        return this.#sender.send({ bucket, key: prefix }, {
            operation: 'ListObjectVersions',
            method: 'GET',
            ofBucket: true,
            query: versionsQuery(prefix, after, options),
        }, options.signal, (answer, subject) => versionsIn({ bucket, prefix }, answer, subject));
    }
    #second(listing, options) {
        return this.#sender.send({ bucket: listing.bucket, key: listing.prefix }, {
            operation: 'ListObjectsV2',
            method: 'GET',
            ofBucket: true,
            query: listQuery(listing, options.startAfter),
            headers: this.#headers(options),
        }, options.signal, (answer, subject) => {
            const page = pageIn(listing, answer, subject);
            if (page.isFirst === true)
                this.#onlyFirst = true;
            return page;
        });
    }
    #first(listing, options) {
        return this.#sender.send({ bucket: listing.bucket, key: listing.prefix }, {
            operation: 'ListObjects',
            method: 'GET',
            ofBucket: true,
            query: firstListQuery(listing, options.startAfter),
            headers: this.#headers(options),
        }, options.signal, (answer, subject) => pageIn(listing, answer, subject));
    }
    #headers({ ofCopySource }) {
        return ofCopySource === true ? this.#ofCopySource : {};
    }
}
/** How stores say that they do not know the operation, or not this form of it. */
function listings_isNotOffered(error) {
    if (!(error instanceof S3Fault))
        return false;
    const { status, s3Code } = error.facts;
    return (status === 501
        || s3Code === 'NotImplemented'
        || (s3Code === 'InvalidArgument' && /list-?type/i.test(error.message)));
}

;// CONCATENATED MODULE: ./build/storage/s3/http/range-answer.js


/** The answer to a GET, its body yet to be read. @throws S3Fault as {@link headOfRange} */
function range_answer_opened(object, range, { headers, body }) {
    try {
        return { head: headOfRange(object, range, headers), body };
    }
    catch (error) {
        void body.return();
        throw error;
    }
}
/**
 * What the answer to a GET says of the object.
 *
 * @throws S3Fault where the answer is another range than the one that was asked for.
 */
function headOfRange(object, range, headers) {
    const head = headIn(headers);
    const inRange = range === undefined || headers['content-range']?.startsWith(contentRangeOf(range)) === true;
    if (head !== undefined && inRange)
        return head;
    throw corrupt('GetObject', object, 'the answer to GET is not the range of bytes that was asked for');
}
/** How the range of the answer must begin. */
function contentRangeOf([start, end]) {
    return `bytes ${start}-${end - 1}/`;
}

;// CONCATENATED MODULE: ./build/storage/s3/identity/destination.js

/**
 * Names without a meaning of their own: access points, directory buckets and the like have suffixes after
 * two hyphens.
 */
const PLAIN_BUCKET = /^(?!.*(?:--|\.\.))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PLAIN_REGION = /^[a-z0-9-]{1,64}$/;
/** Those of the partition `aws`, whose hosts are named alike. */
const REGION_OF_AWS = /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-[0-9]$/;
/**
 * Where the common cases go: AWS, with the bucket in the host name, and a server that is not Amazon's, with
 * the bucket in the path, behind that of the endpoint. The SDK's rules say the same, and take longer to load
 * than a small snapshot to move.
 *
 * @returns `undefined` where the SDK's rules have to be asked.
 */
function plainDestination({ settings, region }, bucket, env = process.env) {
    const special = [env['AWS_USE_FIPS_ENDPOINT'], env['AWS_USE_DUALSTACK_ENDPOINT']].some((value) => value !== undefined && value !== '');
    if (special || !PLAIN_BUCKET.test(bucket))
        return undefined;
    if (settings.endpoint === undefined)
        return plainlyAtAws(settings, region, bucket);
    if (!(0,s3_endpoint/* isPathStyle */.tf)(settings) || !PLAIN_REGION.test(region))
        return undefined;
    const { protocol, username, pathname, search, hash, origin } = new URL(settings.endpoint);
    if (!/^https?:$/.test(protocol) || username !== '' || search !== '' || hash !== '')
        return undefined;
    return { url: new URL(`${origin}${pathname.replace(/\/+$/, '')}/${bucket}`), region };
}
/** Names with dots fit no certificate, and stand in the path. */
function plainlyAtAws(settings, region, bucket) {
    const isPlain = settings.plainHosts === true && !(0,s3_endpoint/* isPathStyle */.tf)(settings) && !bucket.includes('.');
    if (!isPlain || !REGION_OF_AWS.test(region))
        return undefined;
    return { url: new URL(`https://${bucket}.s3.${region}.amazonaws.com/`), region };
}

// EXTERNAL MODULE: ./build/platform/collected-bytes.js
var collected_bytes = __webpack_require__(2051);
;// CONCATENATED MODULE: ./build/storage/s3/http/body-stream.js
/** Bytes that may wait for a slow reader before the socket is paused. */
const HIGH_WATER_BYTES = 256 * 1024;
/**
 * The body of an answer, read once, chunk by chunk as it comes. Much lighter than a stream of Node's, which
 * counts where thousands of small objects are read.
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

;// CONCATENATED MODULE: ./build/storage/s3/http/exchange.js



/** A page of 1,000 keys of 1,024 bytes, each byte encoded as three, is the longest document of S3's. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;
/**
 * Sends one request and reads the answer. Nothing lands of a body that is not the range, or longer than the
 * room in the sink: its answer then tells so by its headers.
 *
 * @throws S3Fault where the connection breaks, as the body does later; the signal's reason
 */
function exchange(http, origin, subject, request, signal, taking) {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
        const handler = new ExchangeHandler(subject, signal, taking, resolve, reject);
        handler.running = http.send(origin, request, handler);
    });
}
class ExchangeHandler {
    running;
    #subject;
    #signal;
    #taking;
    #resolve;
    #reject;
    #document = new collected_bytes/* CollectedBytes */.$();
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
        this.#signal?.heard?.('sent');
    }
    onHead(status, headers) {
        this.#status = status;
        this.#headers = headers;
        if (status >= 300 || this.#taking === 'document')
            return;
        if (this.#taking === 'stream') {
            this.#body = new BodyStream({
                resume: () => this.running?.resume(),
                abort: () => this.running?.abort(),
            });
            this.#resolve({ status, headers, body: this.#body });
        }
        else
            this.#land(this.#taking);
    }
    #land({ sink, contentRange }) {
        const room = sink.bytes.length - sink.filled;
        const { 'content-length': length, 'content-range': range } = this.#headers;
        if (length !== undefined
            && Number(length) <= room
            && (contentRange === undefined || range?.startsWith(contentRange) === true)) {
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
        this.#signal?.heard?.('came');
        if (this.#sink !== undefined) {
            this.#sink.bytes.set(chunk, this.#sink.filled);
            this.#sink.filled += chunk.length;
            return true;
        }
        if (this.#document.byteLength + chunk.length > MAX_DOCUMENT_BYTES)
            throw new Error('the answer is longer than any of S3');
        this.#document.add(chunk);
        return true;
    }
    onEnd() {
        this.#settle();
        if (this.#body !== undefined)
            this.#body.end();
        else
            this.#resolve({ status: this.#status, headers: this.#headers, text: this.#text() });
    }
    onError(error, reused = false) {
        this.#settle();
        const fault = unanswered(this.#subject, error, reused);
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
        return this.#document.toText();
    }
    #settle() {
        this.#signal?.removeEventListener('abort', this.#giveUp);
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/http/signing.js


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
 * Signs requests with the keys of regional clients, by Signature Version 4 as S3 wants it: the path is signed
 * as it is sent, encoded once, and each request brings the hash of its body. It does what
 * `@smithy/signature-v4` does, whose answers a test compares, in a fifth of the time: of a hundred thousand
 * copies that is seconds.
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
    /** The headers, signed with the client's keys; nobody signs where there are none. */
    sign(client, identity, to, { method, path, query, headers }) {
        if (identity === undefined)
            return unsigned(to, { path, query, headers });
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
        const signature = (0,external_node_crypto_.createHmac)('sha256', key)
            .update(`${ALGORITHM}\n${dateTime}\n${scope}\n${sha256(canonical)}`)
            .digest('hex');
        sent['authorization'] =
            `${ALGORITHM} Credential=${identity.accessKeyId}/${scope}, SignedHeaders=${signedNames}, Signature=${signature}`;
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
        if (known?.identity.secretAccessKey === identity.secretAccessKey
            && known.day === day
            && known.region === region)
            return known;
        const parts = [day, region, 's3', 'aws4_request'];
        const key = parts.reduce((secret, part) => (0,external_node_crypto_.createHmac)('sha256', secret).update(part).digest(), Buffer.from(`AWS4${identity.secretAccessKey}`));
        const made = { identity, day, region, scope: parts.join('/'), key: (0,external_node_crypto_.createSecretKey)(key) };
        this.#keys.set(client, made);
        return made;
    }
}
/** What nobody signs has no hash of its body either, as the SDK sends it. */
function unsigned(to, { path, query, headers }) {
    const sent = { host: to.url.host, ...headers };
    delete sent['x-amz-content-sha256'];
    const canonicalQuery = queryText(query);
    return { path: canonicalQuery === '' ? path : `${path}?${canonicalQuery}`, headers: sent };
}
/** Sorted by the encoded names: our names are plain. */
function queryText(query) {
    let text = '';
    for (const name of Object.keys(query).sort())
        text += `${text === '' ? '' : '&'}${name}=${encodeStrictly(query[name] ?? '')}`;
    return text;
}
const INNER_BLANKS = /\s\s|[\t\n\r]/;
function canonicalValue(value) {
    return (INNER_BLANKS.test(value) ? value.replaceAll(/\s+/g, ' ') : value).trim();
}

;// CONCATENATED MODULE: ./build/storage/s3/http/request-sender.js






/**
 * Signs and sends requests over its own pool of connections. Which client stands for a bucket's region and
 * credentials, and when to follow a bucket elsewhere, is decided where it is decided for the SDK's own
 * requests.
 */
class RequestSender {
    #sender;
    #http;
    #always;
    #signing = new Signing();
    #places = new WeakMap();
    /** @param always headers of every request */
    constructor(sender, http, always = {}) {
        this.#sender = sender;
        this.#http = http;
        this.#always = always;
    }
    /**
     * Sends a request and reads its answer whole.
     *
     * @param read tells what the answer says; not called for a status that is no success. @throws S3Fault
     * @throws StorageError `unsupported` for a bucket whose requests need more than a plain signature
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
        this.#http.close();
        this.#sender.close();
    }
    #exchange(object, request, signal, taking, read) {
        const { operation } = request;
        return this.#sender.send(operation, object, signal, async (client) => {
            // Nearly always both are known, and each wait costs as much as the signature, or half of it.
            const keys = client.knownKeys ?? (await orAborted(client.identity(), signal));
            const found = this.#placeOf(client, object.bucket);
            const place = found instanceof Promise ? await found : found;
            const outgoing = this.#signed(client, keys, place, object, request);
            const subject = { operation, ...refOf(object) };
            const answer = await exchange(this.#http, place.url.origin, subject, outgoing, signal, taking);
            if ('text' in answer && answer.status >= 300)
                throw refused(subject, answer);
            return read(answer, subject);
        });
    }
    #signed(client, keys, destination, { key = '' }, { method, ofBucket, query = {}, headers = {}, body, bodyHash = EMPTY_SHA256 }) {
        const base = destination.url.pathname.replace(/\/$/, '');
        const signed = this.#signing.sign(client, keys, destination, {
            method,
            path: ofBucket === true ? `${base}/` : `${base}/${encodePath(key)}`,
            query,
            headers: { ...this.#always, ...headers, 'x-amz-content-sha256': bodyHash },
        });
        return {
            method,
            path: signed.path,
            headers: { ...signed.headers, 'user-agent': 'flink-snapshot', 'accept-encoding': 'identity' },
            body,
        };
    }
    #placeOf(client, bucket) {
        let places = this.#places.get(client);
        if (places === undefined) {
            places = new Map();
            this.#places.set(client, places);
        }
        const known = places.get(bucket) ?? plainDestination(client, bucket);
        if (known !== undefined) {
            places.set(bucket, known);
            return known;
        }
        const asked = ruledDestination(client, bucket);
        places.set(bucket, asked);
        asked.then((place) => places.set(bucket, place), 
        // What failed may work the next time: credentials and files of profiles change.
        () => places.delete(bucket));
        return asked;
    }
}
/** What a role, a profile or a program takes to give keys is no request that the signal would end. */
function orAborted(work, signal) {
    if (signal === undefined)
        return work;
    return new Promise((resolve, reject) => {
        const giveUp = () => {
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
            reject(signal.reason);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        if (signal.aborted)
            giveUp();
        void work.then(resolve, reject).finally(() => {
            signal.removeEventListener('abort', giveUp);
        });
    });
}
async function ruledDestination(client, bucket) {
    const { destinationByRules } = await Promise.all(/* import() */[__webpack_require__.e(291), __webpack_require__.e(861), __webpack_require__.e(711), __webpack_require__.e(762)]).then(__webpack_require__.bind(__webpack_require__, 8762));
    const destination = await destinationByRules(await client.sdk(), bucket);
    if (destination !== undefined)
        return destination;
    throw new storage_error/* StorageError */.a(`${bucket} is a directory bucket (S3 Express One Zone), a multi-Region access point or on Outposts, which are not supported: `
        + 'use a general purpose bucket, or an access point in one region', { code: 'unsupported', operation: 'endpoint' });
}
function refOf({ bucket, key }) {
    return { bucket, key };
}

;// CONCATENATED MODULE: ./build/storage/s3/http/deletions.js





/** Deletions, of one object and of a thousand. */
class Deletions {
    #sender;
    constructor(sender) {
        this.#sender = sender;
    }
    /** As {@link S3Api.remove}. */
    one(object, options) {
        const headers = conditionHeaders(object.etag === undefined ? undefined : { ifMatch: object.etag });
        return this.#sender.send(object, { operation: 'DeleteObject', method: 'DELETE', headers }, options.signal, () => undefined);
    }
    /** As {@link S3Api.removeMany}. */
    many(bucket, objects, options) {
        const body = Buffer.from(deletion(objects));
        const headers = {
            'content-type': 'application/xml',
            'content-length': String(body.length),
            // S3 wants a checksum here, and all who speak like it know this one.
            'content-md5': (0,external_node_crypto_.createHash)('md5').update(body).digest('base64'),
        };
        return this.#sender.send({ bucket }, {
            operation: 'DeleteObjects',
            method: 'POST',
            ofBucket: true,
            query: { delete: '' },
            headers,
            body,
            bodyHash: sha256(body),
        }, options.signal, (answer, subject) => {
            const document = readXml(answer.text);
            if (errorIn(document) !== undefined)
                throw failedLate(subject, answer);
            if (document === undefined || !isDeletion(document))
                throw unproven(subject, answer);
            return document.children
                .filter(({ name }) => name === 'Error')
                .map((error) => ({
                key: childText(error, 'Key') ?? '',
                code: childText(error, 'Code') ?? '',
                message: childText(error, 'Message') ?? '',
            }));
        });
    }
}
/**
 * Where all went well the document is empty, so that its root has to speak of deletions; otherwise it holds
 * nothing else.
 */
function isDeletion({ name, children }) {
    const isOutcome = (child) => child.name === 'Deleted' || child.name === 'Error';
    return /Delete/.test(name) || (children.length > 0 && children.every(isOutcome));
}
function deletion(objects) {
    const entries = objects
        .map(({ key, etag }) => `<Object><Key>${escaped(key)}</Key>${etag === undefined ? '' : `<ETag>${escaped(`"${etag}"`)}</ETag>`}</Object>`)
        .join('');
    return `<?xml version="1.0" encoding="UTF-8"?><Delete xmlns="${NAMESPACE}">${entries}<Quiet>true</Quiet></Delete>`;
}

;// CONCATENATED MODULE: ./build/storage/s3/http/uploads.js






/** The bookkeeping of multipart uploads. */
class Uploads {
    #sender;
    #write;
    #content;
    /**
     * @param write headers of every request that creates an object.
     * @param content headers of every request about an object's bytes.
     */
    constructor(sender, write, content) {
        this.#sender = sender;
        this.#write = write;
        this.#content = content;
    }
    /** As {@link S3Api.createUpload}. */
    create(object, options) {
        const headers = {
            ...this.#content,
            ...this.#write,
            ...originHeaders(options),
            ...(options.crc32 === true && { 'x-amz-checksum-algorithm': 'CRC32' }),
            'content-length': '0',
        };
        return this.#sender.send(object, { operation: 'CreateMultipartUpload', method: 'POST', query: { uploads: '' }, headers }, options.signal, (answer, subject) => uploadIdIn(answer, subject, object));
    }
    /** As {@link S3Api.completeUpload}. */
    complete(object, uploadId, parts, options) {
        const body = Buffer.from(completion(parts));
        const headers = {
            ...this.#content,
            ...conditionHeaders(options.condition),
            'content-type': 'application/xml',
            'content-length': String(body.length),
        };
        return this.#sender.send(object, {
            operation: 'CompleteMultipartUpload',
            method: 'POST',
            query: { uploadId },
            headers,
            body,
            bodyHash: sha256(body),
        }, options.signal, (answer, subject) => {
            const etag = childText(resultIn(answer, subject), 'ETag');
            return written('CompleteMultipartUpload', object, etag, answer.headers);
        });
    }
    /** As {@link S3Api.abortUpload}. */
    async abort(object, uploadId, options) {
        await this.#sender.send(object, { operation: 'AbortMultipartUpload', method: 'DELETE', query: { uploadId } }, options.signal, () => undefined);
    }
    /** As {@link S3Api.countUploads}. */
    count(object, options) {
        return this.#sender.send(object, {
            operation: 'ListMultipartUploads',
            method: 'GET',
            ofBucket: true,
            query: { uploads: '', prefix: object.key },
        }, options.signal, (answer, subject) => {
            const document = readXml(answer.text);
            if (errorIn(document) !== undefined)
                throw failedLate(subject, answer);
            if (document === undefined || !isListing(document, 'ListMultipartUploadsResult'))
                throw unproven(subject, answer);
            return document.children.filter((child) => child.name === 'Upload' && childText(child, 'Key') === object.key).length;
        });
    }
}
function uploadIdIn(answer, subject, object) {
    const document = readXml(answer.text);
    if (errorIn(document) !== undefined)
        throw failedLate(subject, answer);
    const id = document === undefined ? undefined : childText(document, 'UploadId');
    if (id === undefined)
        throw corrupt('CreateMultipartUpload', object, 'the answer has no UploadId');
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

;// CONCATENATED MODULE: ./build/storage/s3/http/watched-source.js

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
        return new S3Fault(`the source gave ${how} bytes than it has`, { operation: 'UploadPart', bucket, key });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/http/http-api.js













/**
 * {@link S3Api} by requests of its own: the SDK's middleware costs ten times as much as all the rest of a
 * copy.
 *
 * @param sender decides about regions and credentials
 * @param access the terms on which objects are got at
 */
function createHttpApi(sender, http, write, access) {
    return new HttpApi(new RequestSender(sender, http, access.always), write, access);
}
class HttpApi {
    createUpload;
    completeUpload;
    abortUpload;
    countUploads;
    list;
    listVersions;
    removeMany;
    remove;
    #sender;
    #write;
    #access;
    constructor(sender, write, access) {
        this.#sender = sender;
        this.#access = access;
        this.#write = settingsHeaders(write);
        const uploads = new Uploads(sender, this.#write, access.content);
        this.createUpload = uploads.create.bind(uploads);
        this.completeUpload = uploads.complete.bind(uploads);
        this.abortUpload = uploads.abort.bind(uploads);
        this.countUploads = uploads.count.bind(uploads);
        const listings = new Listings(sender, access.ofCopySource);
        this.list = listings.list.bind(listings);
        this.listVersions = listings.versions.bind(listings);
        const deletions = new Deletions(sender);
        this.removeMany = deletions.many.bind(deletions);
        this.remove = deletions.one.bind(deletions);
    }
    head(object, options) {
        const headers = {
            ...(options.ofCopySource === true ? this.#access.ofCopySource : this.#access.content),
            ...(options.checksums === true && { 'x-amz-checksum-mode': 'ENABLED' }),
        };
        return this.#sender.send(object, {
            operation: 'HeadObject',
            method: 'HEAD',
            headers,
            query: {
                ...versionQuery(object),
                ...(options.partNumber !== undefined && { partNumber: String(options.partNumber) }),
            },
        }, options.signal, (answer) => {
            const head = headIn(answer.headers);
            if (head === undefined)
                throw corrupt('HeadObject', object, 'the answer to HEAD has no Content-Length');
            const origin = answer.headers[ORIGIN_HEADER];
            return {
                ...head,
                ...encryptionIn(answer.headers),
                origin,
                ...(options.checksums === true && { checksums: checksumsOf(checksumFields(answer.headers)) }),
            };
        });
    }
    get(object, options) {
        const { signal, range } = options;
        return this.#sender.open(object, {
            operation: 'GetObject',
            method: 'GET',
            query: versionQuery(object),
            headers: { ...this.#access.content, ...readHeaders(options) },
        }, signal, (answer) => range_answer_opened(object, range, answer));
    }
    async getInto(object, sink, options) {
        const { signal, range } = options;
        return this.#sender.land(object, {
            operation: 'GetObject',
            method: 'GET',
            query: versionQuery(object),
            headers: { ...this.#access.content, ...readHeaders(options) },
        }, { sink, ...(range && { contentRange: contentRangeOf(range) }) }, signal, ({ headers }) => ({
            ...headOfRange(object, range, headers),
            ...(options.checksums === true && { checksums: checksumsOf(checksumFields(headers)) }),
        }));
    }
    put(object, bytes, options) {
        const { crc32, signal } = options;
        const headers = {
            ...CONTENT_TYPE,
            ...this.#access.content,
            ...this.#write,
            ...conditionHeaders(options.condition),
            ...originHeaders(options),
            ...(crc32 !== undefined
                ? { [CRC32]: crc32 }
                : options.withoutMd5 !== true && { 'content-md5': (0,external_node_crypto_.createHash)('md5').update(bytes).digest('base64') }),
            'content-length': String(bytes.length),
        };
        const bodyHash = crc32 === undefined ? sha256(bytes) : UNSIGNED_PAYLOAD;
        return this.#sender.send(object, { operation: 'PutObject', method: 'PUT', headers, body: bytes, bodyHash }, signal, ({ headers }) => writtenIn('PutObject', object, headers));
    }
    copy(object, source, options) {
        const headers = {
            ...this.#write,
            ...this.#access.copies,
            ...sourceHeaders(source),
            ...conditionHeaders(options.condition),
            ...(options.silentOnTags !== true && { 'x-amz-tagging-directive': 'REPLACE' }),
            'content-length': '0',
        };
        return this.#sender.send(object, { operation: 'CopyObject', method: 'PUT', headers }, options.signal, (answer, subject) => {
            const etag = childText(resultIn(answer, subject), 'ETag');
            return written('CopyObject', object, etag, answer.headers);
        });
    }
    async uploadPart(part, body, options) {
        const { bytes, sizeBytes, crc32 } = body;
        const source = bytes instanceof Uint8Array ? undefined : new WatchedSource(part, bytes, sizeBytes);
        const headers = {
            ...CONTENT_TYPE,
            ...this.#access.content,
            ...(crc32 !== undefined && { [CRC32]: crc32 }),
            'content-length': String(sizeBytes),
        };
        try {
            return await this.#sender.send(part, {
                operation: 'UploadPart',
                method: 'PUT',
                query: partQuery(part),
                headers,
                body: source ?? bytes,
                bodyHash: UNSIGNED_PAYLOAD,
            }, options.signal, ({ headers }) => ({ ...writtenIn('UploadPart', part, headers), number: part.number }));
        }
        catch (error) {
            // What the source says is the reason; the connection only broke because of it.
            throw source?.failure === undefined ? error : source.failure.reason;
        }
    }
    copyPart(part, source, range, options) {
        const headers = {
            ...this.#access.copies,
            ...sourceHeaders(source),
            'x-amz-copy-source-range': rangeText(range),
            'content-length': '0',
        };
        return this.#sender.send(part, { operation: 'UploadPartCopy', method: 'PUT', query: partQuery(part), headers }, options.signal, (answer, subject) => {
            const result = resultIn(answer, subject);
            const fields = Object.fromEntries(result.children.map(({ name, text }) => [name, text]));
            return {
                ...written('UploadPartCopy', part, fields['ETag'], answer.headers),
                number: part.number,
                checksums: partChecksums(fields),
            };
        });
    }
    close() {
        this.#sender.close();
    }
}
function versionQuery({ versionId }) {
    return versionId === undefined ? {} : { versionId };
}
const CRC32 = 'x-amz-checksum-crc32';
function readHeaders({ range, etag, checksums }) {
    return {
        ...(checksums === true && { 'x-amz-checksum-mode': 'ENABLED' }),
        ...(range && { range: rangeText(range) }),
        ...(etag !== undefined && { 'if-match': `"${etag}"` }),
    };
}
function writtenIn(operation, object, headers) {
    return {
        ...written(operation, object, headers['etag'], headers),
        checksums: partChecksums(checksumFields(headers)),
    };
}
function partQuery({ number, uploadId }) {
    return { partNumber: String(number), uploadId };
}

// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __webpack_require__(6698);
// EXTERNAL MODULE: ./build/platform/run-command.js
var run_command = __webpack_require__(5515);
;// CONCATENATED MODULE: ./build/storage/s3/identity/credential-process.js



/** For whom the SDK asks just now: its own functions take no signal. */
const askers = new external_node_async_hooks_.AsyncLocalStorage();
/**
 * Lets the SDK's chain ask for keys. A `credential_process` that it runs for that is ended when the signal is
 * aborted: by itself the SDK would leave it running, and the process that waits for it.
 *
 * @throws what `ask` throws
 */
async function endingPrograms(signal, ask) {
    const { externalDataInterceptor } = await __webpack_require__.e(/* import() */ 291).then(__webpack_require__.t.bind(__webpack_require__, 7291, 19));
    // The SDK looks for another `exec` under this name, before it takes that of Node.
    externalDataInterceptor.interceptToken('exec', execute);
    return askers.run(signal, ask);
}
/** As `exec` of `node:child_process`, but that the command is repeated in no error: it may hold a secret. */
function execute(command, done) {
    const signal = askers.getStore() ?? new AbortController().signal;
    const collected = new run_command/* CollectedOutput */.l(() => undefined);
    const run = (0,run_command/* createCommandRunner */._)(process.env, { shell: true });
    const output = collected.add.bind(collected);
    run([command], { output, signal }).then((exitCode) => {
        if (exitCode === 0)
            done(null, { stdout: collected.textOf('stdout') });
        else
            done(new Error(failed(exitCode, collected.textOf('stderr'))));
    }, done);
}
function failed(exitCode, stderr) {
    const told = stderr.trim() === '' ? '' : `: ${firstWords(stderr)}`;
    return `credential_process ended with exit code ${exitCode}${told}`;
}

// EXTERNAL MODULE: ./build/storage/s3/identity/silent.js
var silent = __webpack_require__(1171);
;// CONCATENATED MODULE: ./build/storage/s3/identity/assumed-role.js


/** No token was to be had, or STS gave no keys for it. The message is a sentence that says what to do. */
class RoleRefused extends Error {
    name = 'RoleRefused';
}
/**
 * The SDK's clients take keys as used up five minutes before they are; keys that they would not take are
 * not kept either.
 */
const RENEW_BEFORE_MS = 5 * 60_000 + 10_000;
/** Keys with less than this left are not handed out any more. */
const USABLE_MS = 30_000;
/**
 * After a failure nobody is asked again for so long: a failure in one place must not become a request for
 * each object.
 */
const REST_AFTER_FAILURE_MS = 15_000;
/**
 * Waits between tries, where STS could not ask who issued the token. Its own faults, and the network's, the
 * SDK tries again.
 */
const ISSUER_WAITS_MS = [500, 1000, 2000, 4000, 8000];
/**
 * The keys of a role, kept until shortly before they run out; many clients that ask at once cause one
 * request. A renewal that fails is tried again as long as the former keys are good.
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
        pending ??= renew().finally(() => {
            pending = undefined;
        });
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
    const { fromWebToken } = await Promise.all(/* import() */[__webpack_require__.e(291), __webpack_require__.e(861), __webpack_require__.e(719)]).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
    const ask = fromWebToken({
        roleArn: role.arn,
        roleSessionName: role.sessionName,
        webIdentityToken,
        ...(role.durationSeconds !== undefined && { durationSeconds: role.durationSeconds }),
        clientConfig: { requestHandler, region: region ?? stsRegion() },
    });
    try {
        const identity = await assumed_role_patiently(ask);
        for (const secret of [identity.secretAccessKey, identity.sessionToken])
            if (secret !== undefined)
                role.onSecret(secret);
        return identity;
    }
    catch (error) {
        throw new RoleRefused(explain(role, error, webIdentityToken), { cause: causeOf(error) });
    }
}
/**
 * STS fetches the keys of the token's issuer, which fails now and then; it says so, with the code of a
 * wrong token or another.
 */
async function assumed_role_patiently(ask) {
    for (const waitMs of ISSUER_WAITS_MS) {
        try {
            return await ask();
        }
        catch (error) {
            const name = error instanceof Error ? error.name : '';
            if (!/^IDPCommunicationError/.test(name) && !/retrieve verification key/i.test((0,system_error/* messageOf */.b)(error)))
                throw error;
            await (0,promises_.setTimeout)(waitMs);
        }
    }
    return ask();
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
            return (`the role ${arn} may not be taken by this job (${told}): its trust policy must allow sts:AssumeRoleWithWebIdentity for the `
                + `provider ${iss} with the subject ${sub} and the audience ${aud}`);
        case 'InvalidIdentityToken':
        case 'InvalidIdentityTokenException':
            return (`the account of the role ${arn} does not take the token of ${iss} (${told}): it needs an OIDC identity provider of that URL `
                + `with the audience ${aud}`);
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
/**
 * An answered exception may repeat parts of the request, which holds the token: only a fault of the network
 * is handed on.
 */
function causeOf(error) {
    const answered = typeof error === 'object' && error !== null && '$metadata' in error;
    return answered ? undefined : error;
}

;// CONCATENATED MODULE: ./build/storage/s3/identity/credentials.js




/** Credentials could not be had at all; no request was sent. `cause` is what the chain says. */
class CredentialsUnavailable extends Error {
    name = 'CredentialsUnavailable';
}
/**
 * Where the keys of one side come from: given ones, a role's, a profile's, or whatever the SDK's chain
 * finds.
 */
class CredentialSource {
    #settings;
    #handler;
    /** Read once: each look at a variable is a call into the system, and requests come by the thousand. */
    #environment = inEnvironment(process.env);
    #closed = new AbortController();
    #chain;
    constructor(settings, handler) {
        this.#settings = settings;
        this.#handler = handler;
    }
    /**
     * Keys that need no asking: given ones, or where the SDK's chain comes to them, those that stand in the
     * file of the profile or in the environment.
     */
    known() {
        const { credentials, profile, profileKeys, role } = this.#settings;
        if (credentials !== undefined)
            return credentials;
        if (role !== undefined || this.#chain !== undefined)
            return undefined;
        return profileKeys ?? (profile === undefined ? this.#environment : undefined);
    }
    /** For the SDK's clients. */
    provide = async (options) => {
        const known = this.known();
        if (known !== undefined)
            return known;
        try {
            this.#chain ??= this.#open(false);
            const chain = await this.#chain;
            return await endingPrograms(this.#closed.signal, () => chain(options));
        }
        catch (error) {
            if (error instanceof RoleRefused)
                throw error;
            throw new CredentialsUnavailable((0,system_error/* messageOf */.b)(error), { cause: error });
        }
    };
    /**
     * Asks the chain anew, files and all, after the store called the keys expired: the clock of the chain may
     * differ from the store's, and a profile in a file has no date at all.
     *
     * @param used the keys that the store called expired.
     * @returns whether there are other keys now; the old ones are kept where not.
     */
    async renew(used) {
        if (this.#settings.credentials !== undefined)
            return false;
        try {
            const chain = this.#open(true);
            const ask = await chain;
            const now = await endingPrograms(this.#closed.signal, () => ask());
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
    /** Ends programs that are still to give keys. */
    close() {
        this.#closed.abort(new Error('the store was closed'));
    }
    /** A named profile is taken alone: falling back to another identity would surprise. */
    async #open(ignoreCache) {
        const { profile, role, region } = this.#settings;
        const requestHandler = this.#handler;
        if (role !== undefined)
            return roleProvider(role, { requestHandler, region });
        const { fromIni, fromNodeProviderChain } = await Promise.all(/* import() */[__webpack_require__.e(291), __webpack_require__.e(861), __webpack_require__.e(719)]).then(__webpack_require__.t.bind(__webpack_require__, 9719, 19));
        const options = { clientConfig: { requestHandler }, ignoreCache, logger: silent/* SILENT */.q };
        return profile === undefined ? fromNodeProviderChain(options) : fromIni({ profile, ...options });
    }
}
/**
 * As the SDK's chain reads it. Keys with a date are left to it, and so is a variable that names a profile,
 * which it puts first.
 */
function inEnvironment(env) {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken, } = env;
    if (isSet(env['AWS_PROFILE'])
        || isSet(env['AWS_CREDENTIAL_EXPIRATION'])
        || !isSet(accessKeyId)
        || !isSet(secretAccessKey))
        return undefined;
    return { accessKeyId, secretAccessKey, ...(isSet(sessionToken) && { sessionToken }) };
}
function isSet(value) {
    return value !== undefined && value !== '';
}
function sameIdentity(a, b) {
    return (a.accessKeyId === b.accessKeyId
        && a.secretAccessKey === b.secretAccessKey
        && a.sessionToken === b.sessionToken);
}

// EXTERNAL MODULE: ./build/platform/http/fetch-answer.js
var fetch_answer = __webpack_require__(7770);
// EXTERNAL MODULE: ./build/platform/http/http-error.js
var http_error = __webpack_require__(1762);
;// CONCATENATED MODULE: ./build/storage/s3/identity/sdk-http-handler.js


/** No answer about keys is longer. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Services that give keys answer within a second or two. */
const LIMIT_MS = 30_000;
/**
 * Has the SDK send over the connections that everything else goes over, through the same proxies and
 * trusting the same certificates.
 */
class SdkHttpHandler {
    metadata = { handlerProtocol: 'http/1.1' };
    #http;
    constructor(http) {
        this.#http = http;
    }
    async handle({ method, protocol, hostname, port, path, query, headers, body }, options = {}) {
        const bytes = bytesOf(body);
        const limit = AbortSignal.timeout(LIMIT_MS);
        const answer = await (0,fetch_answer/* fetchAnswer */.$)(this.#http, `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`, {
            method: method,
            path: `${path}${sdk_http_handler_queryText(query)}`,
            headers: {
                host: hostname,
                ...lowerCased(headers),
                ...(bytes !== undefined && { 'content-length': String(bytes.length) }),
            },
            ...(bytes !== undefined && { body: bytes }),
        }, {
            mostBytes: MOST_BYTES,
            signal: options.abortSignal instanceof AbortSignal ? AbortSignal.any([options.abortSignal, limit]) : limit,
        }).catch((error) => {
            throw limit.aborted
                ? new http_error/* HttpError */.j$(`${hostname} did not answer within ${LIMIT_MS / 1000} seconds`, 'ETIMEDOUT')
                : error;
        });
        const told = Object.entries(answer.headers).filter((entry) => entry[1] !== undefined);
        return { response: { statusCode: answer.status, headers: Object.fromEntries(told), body: answer.bytes } };
    }
    /** The connections are the store's. */
    destroy() {
        // nothing of its own
    }
    updateHttpClientConfig() {
        // the SDK offers defaults here; ours are chosen
    }
    httpHandlerConfigs() {
        return {};
    }
}
function bytesOf(body) {
    if (body === undefined || body === null)
        return undefined;
    if (typeof body === 'string' || body instanceof Uint8Array)
        return Buffer.from(body);
    throw new TypeError('only texts and bytes are sent for the SDK');
}
function lowerCased(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
function sdk_http_handler_queryText(query) {
    const pairs = Object.entries(query ?? {}).flatMap(([name, value]) => {
        const values = Array.isArray(value) ? value : [value];
        return values.map((one) => encodeURIComponent(name) + (one === null ? '' : `=${encodeURIComponent(one)}`));
    });
    return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

;// CONCATENATED MODULE: ./build/storage/s3/identity/clients.js


/**
 * Where a client sends requests when neither a setting nor the environment nor a profile names a region.
 */
const FALLBACK_REGION = 'us-east-1';
/**
 * What requests about the buckets of one region are sent with. The SDK's client is made, and the SDK
 * loaded, when somebody asks for it: it takes longer than moving a small snapshot.
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
    /** The keys to sign with; absent where they have to be asked for, which may take long, or nobody signs. */
    get knownKeys() {
        return this.settings.anonymous === true ? undefined : this.#credentials.known();
    }
    /**
     * The keys to sign with: known ones at once, others from the SDK's client, which renews them in time.
     * `undefined` where nobody signs.
     *
     * @throws CredentialsUnavailable
     */
    async identity() {
        if (this.settings.anonymous === true)
            return undefined;
        return this.#credentials.known() ?? (await this.sdk()).config.credentials();
    }
    close() {
        void this.#sdk?.then((client) => {
            client.destroy();
        }, () => undefined);
    }
    async #open() {
        const { createSdkClient } = await Promise.all(/* import() */[__webpack_require__.e(291), __webpack_require__.e(861), __webpack_require__.e(711), __webpack_require__.e(874)]).then(__webpack_require__.bind(__webpack_require__, 9874));
        return createSdkClient(this.settings, this.region, this.#credentials.provide, this.#handler);
    }
}
/** The clients for one endpoint: one for each region that its buckets turn out to be in. */
class RegionalClients {
    #settings;
    #clients = new Map();
    #regionOfBucket = new Map();
    #credentials;
    #handler;
    #renewal;
    /** @param http what the SDK sends over, to find keys. */
    constructor(settings, http) {
        this.#settings = settings;
        this.#handler = new SdkHttpHandler(http);
        this.#credentials = new CredentialSource(settings, this.#handler);
    }
    /** The client for a bucket. */
    clientFor(bucket) {
        const { region: given, homeRegion } = this.#settings;
        const region = this.#regionOfBucket.get(bucket) ?? given ?? homeRegion ?? FALLBACK_REGION;
        let client = this.#clients.get(region);
        if (client === undefined) {
            client = new RegionalClient(this.#settings, region, this.#credentials, this.#handler);
            this.#clients.set(region, client);
        }
        return client;
    }
    /**
     * Learns where a bucket really is. `false` where that helps nothing: the region was given explicitly
     * (then a person shall correct it), it is the one that was used, or it is none: regions become host
     * names, to which signed requests go.
     */
    learn(bucket, region, used) {
        if (this.#settings.region !== undefined || region === used || !/^[a-z0-9-]{1,64}$/.test(region))
            return false;
        this.#regionOfBucket.set(bucket, region);
        return true;
    }
    /**
     * Takes newer credentials after the store called those of this client expired. `false` where there are
     * none: given keys, or a chain that still has the same.
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
        const used = await client.identity();
        const renewed = used !== undefined && (await this.#credentials.renew(used));
        // The clients keep their credentials, and share the sockets, which stay open.
        if (renewed)
            this.#clients.clear();
        return renewed;
    }
    close() {
        for (const client of this.#clients.values())
            client.close();
        this.#credentials.close();
    }
}

// EXTERNAL MODULE: ./build/text/redact.js
var redact = __webpack_require__(6953);
;// CONCATENATED MODULE: ./build/storage/s3/identity/redaction.js



/** So much is told of a message of S3's, and so much of a page that a server answers in place of one. */
const MOST_OF_MESSAGE = 1_000;
const MOST_OF_PAGE = 220;
/**
 * Takes out of a fault what its request was signed with, the keys of the user's that it carried, and the
 * password of the proxy that passed it on. A server, or a proxy before it, that answers with the request it
 * got quotes them; messages are for logs and reports, which others read. Then the message of an answer is
 * shortened, and not before: a token that is cut in two would not be found.
 */
async function withoutSecrets(fault, client) {
    // Without credentials nothing was sent.
    const identity = await client.identity().catch(() => undefined);
    const clean = (0,redact/* createRedactor */.l)([
        identity?.secretAccessKey ?? '',
        identity?.sessionToken ?? '',
        client.settings.customerKey?.key ?? '',
        client.settings.copySource?.customerKey?.key ?? '',
        ...(0,proxy/* proxySecrets */.Wm)(process.env),
    ]);
    const { s3Code, requestId, status } = fault.facts;
    const message = status === undefined ? clean(fault.message) : shortened(clean(fault.message));
    if (message === fault.message && isClean(s3Code, clean) && isClean(requestId, clean))
        return fault;
    // The cause would tell it again.
    return new S3Fault(message, {
        ...fault.facts,
        s3Code: s3Code && clean(s3Code),
        requestId: requestId && clean(requestId),
    });
}
function isClean(text, clean) {
    return text === undefined || clean(text) === text;
}
function shortened(text) {
    const isPage = text.startsWith('it answered "');
    const most = isPage ? MOST_OF_PAGE : MOST_OF_MESSAGE;
    return text.length <= most ? text : `${text.slice(0, most)}…${isPage ? '"' : ''}`;
}

;// CONCATENATED MODULE: ./build/storage/s3/identity/identity-fault.js





/**
 * What kept a request from being sent, in our own terms: the SDK looked for keys, a region or an endpoint.
 */
function faultOf(error, operation, object) {
    if (error instanceof S3Fault)
        return error;
    const { bucket, key } = object;
    const base = { operation, bucket, key };
    if (typeof error !== 'object' || error === null)
        return new S3Fault(String(error), base);
    const networkCode = networkCodeOf(error);
    const facts = { ...base, networkCode };
    if (error instanceof RoleRefused) {
        return new S3Fault(error.message, { ...facts, s3Code: 'RoleRefused' }, { cause: error.cause });
    }
    if (error instanceof CredentialsUnavailable) {
        return new S3Fault(error.message, { ...facts, s3Code: 'CredentialsUnavailable' }, { cause: error });
    }
    return new S3Fault((0,system_error/* messageOf */.b)(error), facts, { cause: error });
}

;// CONCATENATED MODULE: ./build/storage/s3/identity/regional-sender.js





/** Sends requests to the region that a bucket is in, and turns whatever comes of it into faults. */
class RegionalSender {
    #clients;
    constructor(clients) {
        this.#clients = clients;
    }
    /** One request; a second one only where the first was answered "that bucket is in another region". */
    async send(operation, object, signal, send) {
        const used = this.#clients.clientFor(object.bucket);
        try {
            return await send(used);
        }
        catch (error) {
            signal?.throwIfAborted();
            if (error instanceof storage_error/* StorageError */.a)
                throw error;
            const fault = elsewhereOnly(await withoutSecrets(faultOf(error, operation, object), used), used);
            const { bucketRegion, status } = fault.facts;
            const misdirected = bucketRegion !== undefined && (status === 301 || status === 307 || status === 400);
            if (isExpired(fault) && (await this.#clients.renew(used))) {
                // Not here: the body may have been read already.
                throw new S3Fault(fault.message, { ...fault.facts, s3Code: CREDENTIALS_RENEWED });
            }
            if (!misdirected || !this.#clients.learn(object.bucket, bucketRegion, used.region))
                throw fault;
        }
        const client = this.#clients.clientFor(object.bucket);
        try {
            return await send(client);
        }
        catch (error) {
            signal?.throwIfAborted();
            throw elsewhereOnly(await withoutSecrets(faultOf(error, operation, object), client), client);
        }
    }
    close() {
        this.#clients.close();
    }
}
/**
 * Some stores name their region in every answer: that it is the one that was asked for is no news, and not
 * what is wrong.
 */
function elsewhereOnly(fault, { region }) {
    const { bucketRegion, ...others } = fault.facts;
    return bucketRegion === region ? new S3Fault(fault.message, others, { cause: fault.cause }) : fault;
}
function isExpired({ facts }) {
    return /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/.test(facts.s3Code ?? '');
}

;// CONCATENATED MODULE: ./build/storage/s3/transport.js







/**
 * Opens the way to S3.
 *
 * @throws StorageError `tls` for certificates that cannot be read: that is told now, and not as the fault
 * of a request.
 */
function openApi(settings, write) {
    const http = new http_client/* HttpClient */.Q({
        trust: new trust/* Trust */.R(trustedCertificates(process.env, undefined, settings.caBundle)),
        subject: 'the S3 host',
    });
    return createHttpApi(new RegionalSender(new RegionalClients(settings, http)), http, write, accessHeaders(settings));
}

;// CONCATENATED MODULE: ./build/storage/s3/identity/providers.js
/**
 * Where the S3 interfaces of other makers are. They take HMAC keys, which each maker gives out for them.
 *
 * Sources: https://cloud.google.com/storage/docs/interoperability,
 * https://help.aliyun.com/en/oss/developer-reference/use-aws-sdks-to-access-oss,
 * https://www.tencentcloud.com/document/product/436/32537,
 * https://support.huaweicloud.com/en-us/devg-obs/obs_06_0007.html,
 * https://www.volcengine.com/docs/6349/107356
 */
const PROVIDERS = {
    gs: { name: 'Google Cloud Storage', endpoint: () => 'https://storage.googleapis.com', region: 'auto' },
    oss: {
        name: 'Alibaba Cloud OSS',
        endpoint: (region) => `https://s3.oss-${region}.aliyuncs.com`,
        example: 'cn-hangzhou',
    },
    cosn: {
        name: 'Tencent Cloud COS',
        endpoint: (region) => `https://cos.${region}.myqcloud.com`,
        example: 'ap-guangzhou',
    },
    obs: {
        name: 'Huawei Cloud OBS',
        endpoint: (region) => `https://obs.${region}.myhuaweicloud.com`,
        example: 'cn-north-4',
    },
    tos: {
        name: 'Volcengine TOS',
        endpoint: (region) => `https://tos-s3-${region}.volces.com`,
        example: 'cn-beijing',
    },
    // Tencent's and IBM's stores go by it, and others.
    cos: { name: 'the stores of several makers are called cos' },
};
/** The provider of a scheme; `undefined` for S3's own schemes, whose endpoint the environment may name. */
function providerOf(scheme) {
    return PROVIDERS[scheme];
}
/** The region that stands in the host name of a provider's endpoint: signatures are to name it. */
function regionInHost(endpoint) {
    const host = new URL(endpoint).hostname;
    const [, region] = /(?:^|\.)(?:s3\.oss-|cos\.|obs\.|tos-s3-)([a-z0-9-]+?)(?:-internal)?\.(?:aliyuncs|myqcloud|myhuaweicloud|volces|ivolces)\.com$/.exec(host) ?? [];
    return region;
}

;// CONCATENATED MODULE: ./build/storage/s3/identity/endpoint-faults.js



/**
 * What is wrong with the path of an endpoint: gateways have one, before the bucket. `undefined` where it has
 * none, or nothing is wrong with it.
 *
 * @param location a place in the store: its bucket may have been written into the endpoint, too
 * @returns a sentence that says what to write
 */
function faultOfPath(settings, asked, { authority }) {
    const { endpoint } = settings;
    if (endpoint === undefined || !URL.canParse(endpoint))
        return undefined;
    const { origin, pathname } = new URL(endpoint);
    const path = pathname.replace(/\/+$/, '');
    if (path === '')
        return undefined;
    const begin = `${inputName(asked, 'endpoint')} is ${endpoint}`;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === authority) {
        const without = `${origin}${path.slice(0, -name.length - 1)}`;
        return `${begin}, which ends with the bucket ${name}: write only ${without}, for the bucket is named by ${asked.side === 'source' ? 'the source' : 'the target'} already`;
    }
    if ((0,s3_endpoint/* isAws */.aZ)({ endpoint }))
        return `${begin}, and AWS has no path before its buckets: write only ${origin}`;
    if ((0,s3_endpoint/* isPathStyle */.tf)(settings))
        return undefined;
    return (`${begin}, and below a path buckets stand in the path, not in the host name: `
        + (settings.forcePathStyle === false
            ? `leave out ${inputName(asked, 'force-path-style')} and the profile's addressing_style, or write only ${origin}`
            : `write only ${origin}`));
}
/**
 * What of the settings does not go with an access point that is named by its ARN: it has a host name of AWS.
 *
 * @returns as {@link faultOfPath}
 */
function faultOfAccessPoint(settings, asked, location) {
    if (!(0,location_location/* isAccessPoint */.Tk)(location))
        return undefined;
    const begin = `${(0,location_location/* displayLocation */.S5)(location)} is in an access point of AWS`;
    if (settings.endpoint !== undefined && !(0,s3_endpoint/* isAws */.aZ)(settings))
        return `${begin}, but ${inputName(asked, 'endpoint')} is ${settings.endpoint}: leave it out, or name the bucket of that server`;
    return (0,s3_endpoint/* isPathStyle */.tf)(settings)
        ? `${begin}, whose name stands in the host name: leave out ${inputName(asked, 'force-path-style')}`
        : undefined;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/storage/s3/identity/profile.js



/**
 * Reads a profile from the files that the AWS SDK and CLI read, with all that it says of S3. Of its keys
 * those that stand there; what else it says of them is for the SDK's chain.
 *
 * @returns nothing for a profile that is in neither file; who takes its keys tells of that
 */
async function reachOfProfile(name, env = process.env) {
    if (!hasProfiles(env))
        return {};
    const { loadSharedConfigFiles } = await __webpack_require__.e(/* import() */ 291).then(__webpack_require__.t.bind(__webpack_require__, 7291, 19));
    const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
    // As the SDK has it: of a setting in both files, that of the configuration file counts.
    const profile = {
        ...credentialsFile[name],
        ...configFile[name],
    };
    const services = profile_isSet(profile['services']) ? profile['services'] : undefined;
    const section = services === undefined ? undefined : configFile[`services.${services}`];
    return compact({
        endpoint: section?.['s3.endpoint_url'] ?? profile['endpoint_url'],
        missingServices: section === undefined ? services : undefined,
        ignoresEndpoints: flag(profile['ignore_configured_endpoint_urls']),
        region: profile['region'],
        addressingStyle: profile['s3.addressing_style'],
        caBundle: profile['ca_bundle'],
        usesFips: flag(profile['use_fips_endpoint']),
        usesDualStack: flag(profile['use_dualstack_endpoint']),
        // Of keys in both files the SDK has it the other way round.
        keys: keysIn({ ...configFile[name], ...credentialsFile[name] }),
    });
}
function keysIn(profile) {
    const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey, aws_session_token: sessionToken, } = profile;
    const isForRole = ['role_arn', 'source_profile', 'credential_source'].some((key) => profile_isSet(profile[key]));
    if (isForRole || !profile_isSet(accessKeyId) || !profile_isSet(secretAccessKey))
        return undefined;
    return { accessKeyId, secretAccessKey, ...(profile_isSet(sessionToken) && { sessionToken }) };
}
/** Whether there is a file that may hold profiles, where the SDK looks for it. */
function hasProfiles(env) {
    const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = env;
    if (config !== undefined || credentials !== undefined)
        return true;
    return ['config', 'credentials'].some((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)((0,external_node_os_.homedir)(), '.aws', name)));
}
function flag(text) {
    return text === undefined ? undefined : text.toLowerCase() === 'true';
}
/** Whether a text is there and not empty, as variables and settings are that were left out. */
function profile_isSet(text) {
    return text !== undefined && text !== '';
}
function compact(reach) {
    return Object.fromEntries(Object.entries(reach).filter(([, value]) => value !== undefined && value !== ''));
}

;// CONCATENATED MODULE: ./build/storage/s3/identity/settle.js






/** Variables that switch to hosts of Amazon's own, their words, and what a profile says of the same. */
const HOSTS_OF_AWS = [
    ['AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint', 'FIPS', 'usesFips'],
    ['AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint', 'dual-stack', 'usesDualStack'],
];
/**
 * Finds out where the requests of one side go, before the first one. A setting counts first; then a profile
 * that the settings name, as a whole, for it is of this side; then the environment, which is of both; then
 * the profile of `AWS_PROFILE`, or `default`. Who signs is asked later, by the SDK's chain.
 *
 * @throws StorageError `unsupported` for an endpoint that is no URL, and a services section that is not
 * there
 */
async function settle(given, side, location, env = process.env) {
    const asked = { ...side, settings: given };
    const name = given.profile ?? (profile_isSet(env['AWS_PROFILE']) ? env['AWS_PROFILE'] : 'default');
    const profile = await reachOfProfile(name, env);
    const own = given.profile === undefined ? {} : profile;
    const settings = withInherited(given, own);
    const provider = providerOf(location.scheme);
    const known = [own.region, env['AWS_REGION'], env['AWS_DEFAULT_REGION'], profile.region];
    const { url: endpoint, name: endpointName } = settings.atAws === true
        ? { url: endpointOfAws({ name, profile, env }, settings.region ?? known.find(profile_isSet), asked, location) }
        : settings.endpoint !== undefined
            ? { url: settings.endpoint }
            : provider === undefined || own.endpoint !== undefined
                ? endpointOf(name, profile, own, env)
                : { url: endpointOfProvider(provider, settings.region ?? own.region, asked, location) };
    // Of another maker's store the environment says nothing: its variables are about AWS.
    const regions = provider === undefined
        ? known
        : [own.region, endpoint === undefined ? undefined : regionInHost(endpoint), provider.region];
    const homeRegion = regions.find(profile_isSet);
    const settled = {
        ...settings,
        endpoint,
        homeRegion,
        forcePathStyle: settings.forcePathStyle ?? styleOf(profile),
        caBundle: bundleOf(name, profile, own, env),
        names: endpointName === undefined ? settings.names : { ...settings.names, endpoint: endpointName },
        profileKeys: comesToProfile(settings, env) ? profile.keys : undefined,
        plainHosts: hostsAskedFor(profile, env).length === 0,
    };
    refuseKeyWithoutTls(settled, asked);
    const fault = faultOfPath(settled, asked, location) ?? faultOfAccessPoint(settled, asked, location);
    if (fault !== undefined)
        throw unusable(fault);
    return {
        settings: settled,
        warnings: [
            ...(endpoint === undefined ? [] : hostWarnings(endpoint, asked.side, profile, env)),
            ...keyWarnings(settings, asked, env),
        ],
    };
}
/** What the profile does not say is as the other side has it. */
function withInherited({ inherited = {}, ...settings }, own) {
    const { region, endpoint, atAws, forcePathStyle } = inherited;
    // A style of addresses is one of a server.
    const sameServer = settings.endpoint === undefined && settings.atAws !== true && own.endpoint === undefined;
    return {
        ...(region !== undefined && own.region === undefined && { region }),
        ...(sameServer && endpoint !== undefined && { endpoint }),
        ...(sameServer && atAws === true && { atAws }),
        ...(sameServer
            && own.addressingStyle === undefined
            && forcePathStyle !== undefined && { forcePathStyle }),
        ...settings,
    };
}
function endpointOf(name, profile, own, env) {
    const ignored = profile.ignoresEndpoints ?? env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true';
    if (ignored)
        return {};
    const variable = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((one) => profile_isSet(env[one]));
    if (variable !== undefined && own.endpoint === undefined && own.missingServices === undefined)
        return { url: checked(env[variable] ?? '', `${variable} is`), name: variable };
    if (profile.missingServices !== undefined) {
        throw unusable(`the profile ${name} names the services section "${profile.missingServices}", which the AWS configuration file does not have: `
            + `add [services ${profile.missingServices}], or take the line out of the profile`);
    }
    if (profile.endpoint === undefined)
        return {};
    return {
        url: checked(profile.endpoint, `the profile ${name} names the endpoint_url`),
        name: `endpoint_url of the profile ${name}`,
    };
}
/**
 * AWS itself, by the name of its endpoint only where the SDK would go elsewhere without one.
 *
 * @throws StorageError for a place that is not in AWS, and where the region is needed and not known
 */
function endpointOfAws({ name, profile, env }, region, asked, location) {
    const [endpointInput, regionInput] = [inputName(asked, 'endpoint'), inputName(asked, 'region')];
    const provider = providerOf(location.scheme);
    if (provider !== undefined) {
        throw unusable(`${endpointInput} is aws, and ${(0,location_location/* displayLocation */.S5)(location)} is in ${provider.name}: leave it out, or name the S3 endpoint there`);
    }
    const variable = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((one) => profile_isSet(env[one]));
    const other = variable ?? (profile.endpoint === undefined ? undefined : `the profile ${name}`);
    if (other === undefined)
        return undefined;
    if (region === undefined)
        throw unusable(`${endpointInput} is aws, and ${other} names another server: set ${regionInput} too`);
    return `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}
/** @throws StorageError where it is not known where the store is */
function endpointOfProvider({ name, endpoint, example }, region, asked, location) {
    const place = (0,location_location/* displayLocation */.S5)(location);
    const [regionInput, endpointInput] = [inputName(asked, 'region'), inputName(asked, 'endpoint')];
    if (endpoint === undefined)
        throw unusable(`${place}: ${name}: set ${endpointInput} to the S3 endpoint of yours`);
    if (example === undefined || profile_isSet(region))
        return endpoint(region ?? '');
    throw unusable(`${place} is in ${name}, whose endpoint goes by region: set ${regionInput}, such as ${example}, or ${endpointInput}`);
}
/** @param by what names it, to begin the sentence with */
function checked(url, by) {
    const shown = JSON.stringify(url.replace(/^([a-z]+:\/\/)?.*@/i, '$1***@'));
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
        throw unusable(`${by} ${shown}: write a whole URL such as https://minio.example.com:9000`);
    const { username, password } = new URL(url);
    if (username === '' && password === '')
        return url;
    throw unusable(`${by} ${shown}, which contains a user or password: write only the URL, and keys as keys`);
}
/** S3 refuses such requests, and then the key has been seen by everybody on the way. */
function refuseKeyWithoutTls({ customerKey, endpoint }, asked) {
    if (customerKey === undefined || endpoint === undefined || !/^http:/i.test(endpoint))
        return;
    throw unusable(`${inputName(asked, 'sse-customer-key')} is given, but the ${asked.side} goes to ${endpoint}, and such keys are sent over TLS only: `
        + `write ${inputName(asked, 'endpoint')} with https://`);
}
function unusable(message) {
    return new storage_error/* StorageError */.a(message, { code: 'unsupported', operation: 'open' });
}
/** `auto` is what is done without it. */
function styleOf({ addressingStyle }) {
    return addressingStyle === 'path' ? true : addressingStyle === 'virtual' ? false : undefined;
}
function bundleOf(name, profile, own, env) {
    if (own.caBundle === undefined && profile_isSet(env['AWS_CA_BUNDLE']))
        return undefined;
    if (profile.caBundle === undefined)
        return undefined;
    return { path: profile.caBundle, named: `ca_bundle of the profile ${name}` };
}
/** Amazon's own hosts cannot be had where another one is named; the SDK would refuse every request. */
function hostWarnings(endpoint, side, profile, env) {
    return hostsAskedFor(profile, env).flatMap(({ word, by }) => {
        if (new URL(endpoint).hostname.includes(word === 'FIPS' ? 'fips' : 'dualstack'))
            return [];
        return [
            `${by} is true, but the ${side} goes to ${endpoint}: ${word} endpoints are Amazon's own, and none is used where an endpoint is named`,
        ];
    });
}
/** The hosts of Amazon's own that are asked for, and by what. */
function hostsAskedFor(profile, env) {
    return HOSTS_OF_AWS.flatMap(([variable, setting, word, name]) => {
        const inEnvironment = env[variable]?.toLowerCase();
        const asked = profile_isSet(inEnvironment) ? inEnvironment === 'true' : profile[name] === true;
        return asked ? [{ word, by: profile_isSet(inEnvironment) ? variable : `${setting} of the profile` }] : [];
    });
}
/** Whether the SDK's chain would look for keys in the profile first, or after it found none. */
function comesToProfile({ credentials, profile, role }, env) {
    if (credentials !== undefined || role !== undefined)
        return false;
    if (profile !== undefined || profile_isSet(env['AWS_PROFILE']))
        return true;
    return !profile_isSet(env['AWS_ACCESS_KEY_ID']) || !profile_isSet(env['AWS_SECRET_ACCESS_KEY']);
}
/** The SDK takes the profile, and other tools of Amazon's the keys. */
function keyWarnings({ credentials, profile, role, anonymous }, { side }, env) {
    if (credentials !== undefined || profile !== undefined || role !== undefined || anonymous === true)
        return [];
    const { AWS_PROFILE: named, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = env;
    if (!profile_isSet(named) || !profile_isSet(id) || !profile_isSet(secret))
        return [];
    return [
        `AWS_PROFILE (${named}) and AWS_ACCESS_KEY_ID are both set in the environment: the profile is used for the ${side} and the keys are `
            + 'not; unset one of them',
    ];
}

// EXTERNAL MODULE: ./build/storage/content-check.js
var content_check = __webpack_require__(8038);
// EXTERNAL MODULE: ./build/storage/fill-as-claimed.js
var fill_as_claimed = __webpack_require__(6166);
// EXTERNAL MODULE: ./build/storage/fill.js
var fill = __webpack_require__(1437);
;// CONCATENATED MODULE: ./build/storage/s3/write/upload-parts.js








/** Parts of one object under way at once. */
const upload_parts_PARTS_AT_ONCE = 4;
/**
 * Parts up to this size are held in memory between being read and being written: they are written again
 * without being read again, and their checksum is known before they are sent. Larger ones (of objects above
 * half a terabyte) are passed on as they come.
 */
const HELD_PART_BYTES = 64 * 2 ** 20;
/** The smallest part that S3 takes; of all but the last one. */
const SMALLEST_PART_BYTES = 5 * 2 ** 20;
/** Writes a large object in parts, and compares what passes with what the source's store knows of it. */
async function uploadInParts(means, object, source, options) {
    const { session, limits } = means;
    const { sizeBytes } = source;
    const usual = splitIntoParts(sizeBytes, limits.uploadPartBytes, limits.maxParts);
    // Of parts that are passed on as they come nothing is held until those before them are there.
    const expectation = isHeld(usual) ? await (0,content_check/* expectationOf */.EV)(source, 'in pieces', options) : undefined;
    const parts = partsOfSource(expectation, source, limits) ?? usual;
    let confirmed = true;
    const { result, proof } = await (0,content_check/* passAsClaimed */.jz)(source, expectation, (passage) => sendAll(means, object, source, parts, passage, options, (stored) => {
        confirmed &&= stored;
    }));
    return {
        answer: result,
        proof: proofOf(session, isHeld(parts) ? proof : (0,content_check/* proofUnclaimed */.P)(source), confirmed),
    };
}
function isHeld(parts) {
    return parts.every(({ start, end }) => end - start <= HELD_PART_BYTES);
}
/**
 * The source's own parts, where they can be: their MD5s are made anyway, and the ETag becomes that of the
 * source.
 */
function partsOfSource(expectation, { sizeBytes }, limits) {
    const partBytes = expectation?.partBytes;
    if (partBytes === undefined)
        return undefined;
    if (partBytes < Math.min(SMALLEST_PART_BYTES, limits.uploadPartBytes) || partBytes > HELD_PART_BYTES)
        return undefined;
    const parts = partsOfSize(sizeBytes, partBytes);
    return parts.length <= limits.maxParts ? parts : undefined;
}
async function sendAll(means, object, source, parts, passage, options, onStored) {
    const { session } = means;
    const { sizeBytes, origin } = source;
    const held = isHeld(parts);
    let told = 0;
    const onBytes = (bytes) => {
        told += bytes;
        options.onBytes?.(bytes);
    };
    try {
        return await multipartWrite(session, {
            extras: means.extras,
            object,
            sizeBytes,
            origin,
            parts,
            atOnce: upload_parts_PARTS_AT_ONCE,
            // Amazon takes checksums of parts only where the upload was created for them; others fail at what
            // they then expect.
            crc32: held && (0,s3_endpoint/* isAws */.aZ)(session.settings),
            beforeComplete: () => {
                passage.settle();
                return Promise.resolve();
            },
            send: (part, uploadId, signal) => (held ? sendHeld : sendStreamed)({ means, object, source, part, uploadId, onBytes, passage, onStored }, signal),
        }, options.signal);
    }
    catch (error) {
        options.onBytes?.(-told);
        throw error;
    }
}
async function sendHeld({ means: { session, memory, extras }, object, source, part, uploadId, onBytes, passage, onStored }, signal) {
    const { bytes, release } = await memory.take(part.end - part.start, signal);
    try {
        await (0,fill/* fill */.GS)(source, bytes, part.start, { signal });
        const digests = new Digests(bytes);
        // Digested as soon as the parts before are, while it is sent.
        const taken = passage.take(part.start, bytes, signal, () => digests.md5);
        taken.catch(() => undefined);
        const send = async (crc32, inner) => {
            const answer = await session.api.uploadPart({ ...object, uploadId, number: part.number }, { bytes, sizeBytes: bytes.length, crc32 }, { signal: inner });
            onStored(requireStored('UploadPart', object, answer, digests));
            return answer;
        };
        const answer = await extras.write(['checksum'], (told) => session.run(object, (inner) => send(told.has('checksum') ? digests.crc32 : undefined, inner), {
            signal,
        }));
        onBytes(bytes.length);
        await taken;
        return answer;
    }
    finally {
        release();
    }
}
async function sendStreamed({ means: { session }, object, source, part, uploadId, onBytes, onStored }, signal) {
    const sizeBytes = part.end - part.start;
    return session.run(object, async (inner) => {
        const hash = (0,external_node_crypto_.createHash)('md5');
        let sent = 0;
        async function* counted() {
            for await (const chunk of await source.open(part.start, part.end, { signal: inner.abortSignal })) {
                hash.update(chunk);
                sent += chunk.length;
                inner.heard('sent');
                onBytes(chunk.length);
                yield chunk;
            }
            if (sent !== sizeBytes)
                throw (0,fill/* wrongLength */.Cx)(sent, sizeBytes);
        }
        try {
            const answer = await session.api.uploadPart({ ...object, uploadId, number: part.number }, { bytes: counted(), sizeBytes }, { signal: inner });
            onStored(requireStored('UploadPart', object, { ...answer, checksums: {} }, { crc32: '', md5: hash.digest('hex') }));
            return answer;
        }
        catch (error) {
            onBytes(-sent);
            throw error;
        }
    }, { signal });
}

;// CONCATENATED MODULE: ./build/storage/s3/write/upload.js







/** Writes an object from a source: whole when small, else in parts. */
async function upload(means, location, object, source, options) {
    const { sizeBytes } = source;
    const isWhole = sizeBytes <= means.limits.putWholeBytes;
    const { answer, proof } = isWhole
        ? await putWhole(means, object, source, options)
        : await uploadInParts(means, object, source, options);
    await means.terms.require(isWhole ? 'PutObject' : 'CompleteMultipartUpload', object, answer, options.signal);
    return { location, sizeBytes, etag: answer.etag, proof };
}
/**
 * Where the source's ETag is an MD5 and the answer's is the same, two stores have made it of the content,
 * each by itself: nothing has to be digested here. Else the bytes in hand tell which end is wrong.
 */
async function putWhole(means, object, source, options) {
    const { session, memory } = means;
    const { bytes, release } = await memory.take(source.sizeBytes, options.signal);
    try {
        const { claim } = source;
        const claimed = claim?.md5;
        let proof = 'etag';
        if (claimed === undefined)
            proof = await (0,fill_as_claimed/* fillAsClaimed */.p)(source, bytes, options);
        else
            await (0,fill/* fill */.GS)(source, bytes, 0, options);
        let digests = new Digests(bytes);
        let sent = await put(means, object, bytes, digests, source, options);
        if (claim !== undefined
            && claimed !== undefined
            && !says(sent.answer, claimed)
            && digests.md5 !== claimed) {
            const before = digests.md5;
            await (0,fill/* fill */.GS)(source, bytes, 0, options);
            digests = new Digests(bytes);
            if (digests.md5 === claimed)
                sent = await put(means, object, bytes, digests, source, options);
            else if (digests.md5 === before) {
                claim.disprove();
                proof = (0,content_check/* proofUnclaimed */.P)(source);
            }
            else
                throw (0,fill/* readsDiffer */.gG)(claim);
        }
        options.onBytes?.(bytes.length);
        return { answer: sent.answer, proof: proofOf(session, proof, sent.confirmed) };
    }
    finally {
        release();
    }
}
/** What was read is proved by so much; what was sent by the target's word, or by the way to it. */
function proofOf(session, read, confirmed) {
    return confirmed || session.throughTls ? read : 'size';
}
function put(means, object, bytes, digests, { claim, origin }, { signal }) {
    const { session, extras } = means;
    // Kept only with bytes that are known to be the source's, and that the store compares as they arrive: a
    // run may be killed before a wrong object is replaced. Where both ETags are MD5s they tell as much, and
    // nothing has to be digested.
    const isProven = () => claim?.md5 === undefined || (session.opaqueEtags && digests.md5 === claim.md5);
    const send = async (told, inner) => {
        const { crc32, condition, withoutMd5, marked } = told;
        const answer = await session.api.put(object, bytes, {
            signal: inner,
            crc32,
            withoutMd5,
            origin: marked && crc32 !== undefined ? origin : undefined,
            condition,
        });
        if (answer.opaqueEtag)
            session.opaqueEtags = true;
        return { answer, confirmed: requireStored('PutObject', object, answer, digests, claim?.md5) };
    };
    const write = (told) => writeEitherWay(session, object, signal, (condition) => session.run(object, (inner) => send({ ...told, condition }, inner), { signal }));
    const wanted = origin !== undefined && isProven() ? ['origin', 'checksum'] : ['checksum'];
    return extras.write(wanted, (left) => {
        const marked = left.has('origin');
        if (left.has('checksum'))
            return write({ crc32: digests.crc32, marked, withoutMd5: false });
        return extras.write(['md5'], (more) => write({ crc32: undefined, marked, withoutMd5: !more.has('md5') }));
    });
}
function says(answer, md5) {
    return !answer.opaqueEtag && (0,storage_etag/* md5InEtag */.Jk)(answer.etag) === md5;
}

;// CONCATENATED MODULE: ./build/storage/s3/s3-store.js





















/**
 * A store of S3 objects: Amazon's, or any server that speaks its protocol. No request is sent before the
 * first operation.
 */
function createS3Store(settings, options) {
    return new S3Store(settings, options);
}
/**
 * As {@link createS3Store}, with what the environment and profiles say of where requests go. What a person
 * may not expect of that is told as a warning.
 *
 * @param location a place in the store: its scheme may be that of another maker's
 * @throws StorageError for what is said there and cannot be used
 */
async function openS3Store(settings, location, options) {
    const settled = await settle(settings, options, location);
    for (const warning of settled.warnings)
        options.onWarning?.(warning);
    return createS3Store(settled.settings, options);
}
class S3Store {
    type = 's3';
    endpoint;
    asOf;
    cost;
    hasTerms;
    #session;
    #means;
    #copier;
    #archives;
    constructor(settings, { write, parts, ...options }) {
        this.endpoint = (0,s3_endpoint/* homeOf */.lt)(settings);
        this.asOf = options.asOf;
        const limits = { ...DEFAULT_PARTS, ...parts };
        this.#session = new Session(openApi(settings, write ?? {}), { ...options, settings, asked: write });
        const terms = new Terms(this.#session, write ?? {});
        this.#means = { session: this.#session, limits, memory: new held_memory/* HeldMemory */.t(), terms, extras: new Extras() };
        this.#copier = new ServerCopier(this.#means);
        this.#archives = new Archives(this.#session);
        this.cost = costOf(limits);
        this.hasTerms =
            write?.sse !== undefined || write?.storageClass !== undefined || settings.customerKey !== undefined;
    }
    async stat(location, { signal } = {}) {
        const { asOf } = this;
        const head = await this.#session.explained('look at', location, () => asOf === undefined
            ? headIfAny(this.#session, s3_store_refOf(location), signal)
            : findAsOf(this.#session, asOf, s3_store_refOf(location), signal));
        return head === undefined ? undefined : infoOf(location, head);
    }
    list(directory, options) {
        return listObjects(this.#session, directory, options);
    }
    listLevel(directory, options) {
        return listLevel(this.#session, directory, options);
    }
    async read(location, { signal, maxBytes }) {
        const { asOf } = this;
        const { head, bytes } = await this.#session.explained('read', location, async () => {
            const object = s3_store_refOf(location);
            const past = asOf && (await requireAsOf(this.#session, asOf, object, signal));
            const { head, bytes } = await readWhole(this.#session, past ?? object, maxBytes, signal);
            return { head: { ...head, ...(past?.versionId !== undefined && { versionId: past.versionId }) }, bytes };
        });
        if (bytes === undefined)
            throw tooLarge(location, head.sizeBytes, maxBytes);
        return { info: infoOf(location, head), bytes };
    }
    source(info) {
        return rangeSource(this.#session, refTo(info), info);
    }
    write(location, source, options = {}) {
        return this.#session.explained('write', location, () => metTerms(location, () => upload(this.#means, location, s3_store_refOf(location), source, options)));
    }
    publish(location, bytes, { replace, signal }) {
        const publish = replace ? publishReplacing : publishIfAbsent;
        return this.#session.explained('write', location, () => metTerms(location, () => publish(this.#means, s3_store_refOf(location), bytes, signal)));
    }
    remove(locations, options) {
        return removeObjects(this.#session, locations, options);
    }
    removeUnchanged(objects, options) {
        return removeUnchangedObjects(this.#session, objects, options);
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
        const object = refTo(info);
        const head = await this.#session.explained('look at', info.location, async () => {
            const there = await headIfAny(this.#session, object, signal, true);
            if (there === undefined || there.etag === info.etag || info.etag === undefined)
                return there;
            const held = await heldEtag(this.#session, { ...object, etag: info.etag }, signal);
            return held === there.etag ? there : undefined;
        });
        // Of another content they would prove nothing.
        if (head === undefined)
            return { checksums: new Map() };
        const { checksums = new Map(), origin } = head;
        return { checksums, origin };
    }
    archiveOf(info, { signal } = {}) {
        return this.#session.explained('look at', info.location, () => this.#archives.of(refTo(info), info, signal));
    }
    deletions(location, { signal } = {}) {
        return this.#session.explained('look at', location, () => deletionsOf(this.#session, s3_store_refOf(location), signal));
    }
    countUploads(location, { signal } = {}) {
        const object = s3_store_refOf(location);
        return this.#session.explained('list', location, () => this.#session.run(object, (inner) => this.#session.api.countUploads(object, { signal: inner }), {
            signal,
        }));
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
/** What the store does not do as asked ends the run before more lies there. */
async function metTerms(location, write) {
    try {
        return await write();
    }
    catch (error) {
        if (!(error instanceof TermsNotMetError))
            throw error;
        const message = `${error.message}: choose a target that does what is asked, or leave that input out`;
        throw new storage_error/* StorageError */.a(message, { code: 'unsupported', operation: 'PutObject', location }, { cause: error });
    }
}
function s3_store_refOf(location) {
    return { bucket: location.authority, key: (0,location_location/* keyOf */.TN)(location) };
}
function refTo({ location, versionId }) {
    return versionId === undefined ? s3_store_refOf(location) : { ...s3_store_refOf(location), versionId };
}
function infoOf(location, { sizeBytes, etag, modifiedAt, storageClass, versionId }) {
    return {
        location,
        sizeBytes,
        ...(etag !== undefined && { etag }),
        ...(modifiedAt !== undefined && { modifiedAt }),
        ...(storageClass !== undefined && { storageClass }),
        ...(versionId !== undefined && { versionId }),
    };
}
function tooLarge(location, sizeBytes, maxBytes) {
    return new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} has ${sizeBytes} bytes where at most ${maxBytes} were expected: check that it is the right object`, { code: 'too-large', operation: 'GetObject', location });
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


/***/ })

};
