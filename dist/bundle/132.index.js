export const id = 132;
export const ids = [132];
export const modules = {

/***/ 8038:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ expectationOf),
/* harmony export */   P: () => (/* binding */ proofUnclaimed),
/* harmony export */   jz: () => (/* binding */ passAsClaimed)
/* harmony export */ });
/* unused harmony export Passage */
/* harmony import */ var _digests_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9235);
/* harmony import */ var _etag_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4837);
/* harmony import */ var _fill_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1437);



/**
 * What the source's store knows of its content that can be compared as the bytes pass: an MD5, the MD5s of
 * parts, a checksum. Asks the store where its ETag alone does not say. `undefined` where there is nothing,
 * and where nothing has to be compared: bytes of a local file, or that come through TLS.
 *
 * @param read `whole`: the bytes are few and in memory. An MD5 is worth its time whatever they came
 * through, a request is not.
 */
async function expectationOf(source, read, options) {
    const { claim, sizeBytes } = source;
    const mayAsk = read === 'in pieces';
    if (claim === undefined || (claim.authenticated && (mayAsk || claim.md5 === undefined)))
        return undefined;
    const { md5, composed } = claim;
    if (md5 !== undefined)
        return { claim, kind: 'md5', expected: md5, digests: () => [new _digests_js__WEBPACK_IMPORTED_MODULE_0__/* .Hashed */ .OG('md5', 'hex')] };
    if (composed !== undefined) {
        const told = mayAsk ? await claim.partBytes(options) : undefined;
        const sizes = told === undefined ? (0,_etag_js__WEBPACK_IMPORTED_MODULE_2__/* .guessPartBytes */ .yV)(sizeBytes, composed.parts) : [told];
        return {
            claim,
            kind: 'composed',
            expected: composed.etag,
            partBytes: told,
            digests: () => sizes.map((bytes) => new _digests_js__WEBPACK_IMPORTED_MODULE_0__/* .Composed */ .DJ(bytes, sizeBytes)),
        };
    }
    return checksumExpectation(claim, await claim.checksums(mayAsk, options));
}
function checksumExpectation(claim, checksums) {
    for (const [algorithm, make] of _digests_js__WEBPACK_IMPORTED_MODULE_0__/* .CHECKSUMS */ .vM) {
        const expected = checksums.get(algorithm);
        if (expected !== undefined)
            return { claim, kind: 'checksum', expected, digests: () => [make()] };
    }
    return undefined;
}
/** One way of all bytes of an object through here, in pieces that may come in any order. */
class Passage {
    #expectation;
    #earlier;
    #digests;
    #waiting = new Map();
    #next = 0;
    #proof;
    /**
     * @param proof what is known where nothing is compared.
     *
     * @param earlier the digests of earlier passages that were in doubt.
     */
    constructor(expectation, proof, earlier = []) {
        this.#expectation = expectation;
        this.#earlier = earlier;
        this.#digests = expectation?.digests() ?? [];
        this.#proof = proof;
    }
    /** What the source proves, once {@link settle} was called. */
    get proof() {
        return this.#proof;
    }
    /**
     * Takes a piece note of; resolves when it is no longer needed, which is when all before it have come.
     *
     * @throws the signal's reason: a piece before this one may never come.
     */
    async take(start, bytes, signal, partMd5) {
        if (this.#digests.length === 0)
            return;
        if (start !== this.#next)
            await this.#turn(start, signal);
        for (const digest of this.#digests)
            digest.update(bytes, partMd5);
        this.#next = start + bytes.length;
        const next = this.#waiting.get(this.#next);
        this.#waiting.delete(this.#next);
        next?.();
    }
    #turn(start, signal) {
        return new Promise((resolve, reject) => {
            const aborted = () => {
                this.#waiting.delete(start);
                reject(signal?.reason);
            };
            if (signal?.aborted === true) {
                aborted();
                return;
            }
            signal?.addEventListener('abort', aborted, { once: true });
            this.#waiting.set(start, () => {
                signal?.removeEventListener('abort', aborted);
                resolve();
            });
        });
    }
    /**
     * All bytes have passed. Other bytes than the store claims, twice the same, are right and the claim is
     * not.
     *
     * @throws DoubtError where they are others and it is worth another passage; StorageError `corrupt-answer`
     * where each passage had others.
     */
    settle() {
        const expectation = this.#expectation;
        if (expectation === undefined)
            return;
        const made = this.#digests.map((digest) => digest.digest());
        const result = made.join(' ');
        const { claim, kind, expected } = expectation;
        if (made.includes(expected)) {
            this.#proof = kind === 'checksum' ? 'checksum' : 'etag';
            return;
        }
        // Of other objects of this store it is known already that such claims are none.
        if (!claim.holds(kind))
            return;
        if (this.#earlier.includes(result))
            claim.disprove(kind);
        else if (this.#earlier.length < mostDoubts(expectation))
            throw new DoubtError(result);
        else
            throw (0,_fill_js__WEBPACK_IMPORTED_MODULE_1__/* .readsDiffer */ .gG)(claim);
    }
}
/**
 * The bytes that passed are not those that the source's store claims. Never leaves {@link passAsClaimed}.
 */
class DoubtError extends Error {
    name = 'DoubtError';
    result;
    constructor(result) {
        super('the bytes are not those that the store claims');
        this.result = result;
    }
}
/**
 * Where the size of the parts is a guess, a wrong one and a bit that flips once shall not be taken for bits
 * that flip each time.
 */
function mostDoubts({ kind, partBytes }) {
    return kind === 'composed' && partBytes === undefined ? 2 : 1;
}
/**
 * Moves an object, and again where what passed is not what the source's store claims: that tells a bit that
 * flipped on the way from a claim that is none.
 *
 * @param pass hands each piece to the passage, and settles it before the result can be taken for the
 * object.
 * @throws StorageError `corrupt-answer` where each passage has other bytes.
 */
async function passAsClaimed(source, expectation, pass) {
    const bare = proofUnclaimed(source);
    const doubted = [];
    for (;;) {
        const passage = new Passage(expectation, bare, doubted);
        try {
            const result = await pass(passage);
            return { result, proof: passage.proof };
        }
        catch (error) {
            if (!(error instanceof DoubtError))
                throw error;
            doubted.push(error.result);
        }
    }
}
/**
 * What the way from the source alone proves: everything where it is a disk or TLS, nothing where bits may
 * flip on it unseen.
 */
function proofUnclaimed({ claim }) {
    return claim === undefined || claim.authenticated ? 'bytes' : 'size';
}


/***/ }),

/***/ 9235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vM: () => (/* binding */ CHECKSUMS),
  DJ: () => (/* binding */ Composed),
  OG: () => (/* binding */ Hashed),
  Zu: () => (/* binding */ digestsFor)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/storage/crc.js
/** CRC-32C and CRC-64/NVME as S3 has them, for bytes that come piece by piece. CRC-32 is Node's own. */
/** Castagnoli's, with reflected bits. */
const CRC32C = 0x82f63b78;
/** NVM Express' 0xad93d23594c93659 with reflected bits, in two halves. */
const NVME_HIGH = 0x9a6c9329;
const NVME_LOW = 0xac4bc9b5;
let castagnoli;
function castagnoliTable() {
    castagnoli ??= Uint32Array.from({ length: 256 }, (_, byte) => {
        let crc = byte;
        for (let bit = 0; bit < 8; bit++)
            crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ CRC32C;
        return crc >>> 0;
    });
    return castagnoli;
}
/** CRC-32C. */
class Crc32c {
    #crc = -1;
    update(bytes) {
        const table = castagnoliTable();
        let crc = this.#crc;
        for (let at = 0; at < bytes.length; at++)
            crc = table[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
        this.#crc = crc;
    }
    digest() {
        return base64Of(~this.#crc);
    }
}
let nvme;
function nvmeTables() {
    if (nvme !== undefined)
        return nvme;
    const [highs, lows] = [new Uint32Array(256), new Uint32Array(256)];
    for (let byte = 0; byte < 256; byte++) {
        let [high, low] = [0, byte];
        for (let bit = 0; bit < 8; bit++) {
            const odd = (low & 1) !== 0;
            low = (low >>> 1) | (high << 31);
            high >>>= 1;
            if (!odd)
                continue;
            low ^= NVME_LOW;
            high ^= NVME_HIGH;
        }
        highs[byte] = high;
        lows[byte] = low;
    }
    nvme = { high: highs, low: lows };
    return nvme;
}
/** CRC-64/NVME, in two halves: numbers of 64 bits are slow. */
class Crc64Nvme {
    #high = -1;
    #low = -1;
    update(bytes) {
        const tables = nvmeTables();
        let [high, low] = [this.#high, this.#low];
        for (let at = 0; at < bytes.length; at++) {
            const byte = (low ^ bytes[at]) & 255;
            low = ((low >>> 8) | (high << 24)) ^ tables.low[byte];
            high = (high >>> 8) ^ tables.high[byte];
        }
        this.#high = high;
        this.#low = low;
    }
    digest() {
        return base64Of(~this.#high, ~this.#low);
    }
}
/** Words of 32 bits, the highest first. */
function base64Of(...words) {
    const bytes = Buffer.alloc(4 * words.length);
    for (const [index, word] of words.entries())
        bytes.writeInt32BE(word | 0, 4 * index);
    return bytes.toString('base64');
}

// EXTERNAL MODULE: ./build/storage/etag.js
var storage_etag = __webpack_require__(4837);
;// CONCATENATED MODULE: ./build/storage/digests.js



/** A digest of Node's. */
class Hashed {
    #hash;
    #encoding;
    constructor(algorithm, encoding) {
        this.#hash = (0,external_node_crypto_.createHash)(algorithm);
        this.#encoding = encoding;
    }
    update(bytes) {
        this.#hash.update(bytes);
    }
    digest() {
        return this.#hash.digest(this.#encoding);
    }
}
class Crc32 {
    #crc = 0;
    update(bytes) {
        this.#crc = process.getBuiltinModule('node:zlib').crc32(bytes, this.#crc);
    }
    digest() {
        return base64Of(this.#crc);
    }
}
/** The checksums of S3 by their names in its API, the cheapest first. */
const CHECKSUMS = [
    ['CRC32', () => new Crc32()],
    ['SHA1', () => new Hashed('sha1', 'base64')],
    ['SHA256', () => new Hashed('sha256', 'base64')],
    ['CRC32C', () => new Crc32c()],
    ['CRC64NVME', () => new Crc64Nvme()],
];
/** The ETag of an upload in parts of one size. */
class Composed {
    #partBytes;
    #sizeBytes;
    #ofParts = (0,external_node_crypto_.createHash)('md5');
    #part;
    #at = 0;
    #count = 0;
    constructor(partBytes, sizeBytes) {
        this.#partBytes = partBytes;
        this.#sizeBytes = sizeBytes;
    }
    update(bytes, partMd5) {
        for (let from = 0; from < bytes.length;) {
            const begun = this.#at % this.#partBytes;
            const room = Math.min(this.#partBytes - begun, this.#sizeBytes - this.#at);
            const taken = Math.min(room, bytes.length - from);
            if (partMd5 !== undefined && begun === 0 && taken === room && taken === bytes.length)
                this.#end(partMd5());
            else {
                this.#part ??= (0,external_node_crypto_.createHash)('md5');
                this.#part.update(bytes.subarray(from, from + taken));
                if (taken === room)
                    this.#end(this.#part.digest('hex'));
            }
            from += taken;
            this.#at += taken;
        }
    }
    digest() {
        return `${this.#ofParts.digest('hex')}-${this.#count}`;
    }
    #end(md5) {
        this.#ofParts.update(Buffer.from(md5, 'hex'));
        this.#count++;
        this.#part = undefined;
    }
}
/**
 * What makes an ETag of this form of the content, by each size that its parts may have had; empty where
 * nothing does.
 */
function digestsFor(etag, sizeBytes) {
    if ((0,storage_etag/* md5InEtag */.Jk)(etag) !== undefined)
        return [new Hashed('md5', 'hex')];
    const parts = (0,storage_etag/* partsInEtag */.r_)(etag);
    return parts === undefined
        ? []
        : (0,storage_etag/* guessPartBytes */.yV)(sizeBytes, parts).map((bytes) => new Composed(bytes, sizeBytes));
}


/***/ }),

/***/ 4837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ bareEtag),
/* harmony export */   Jk: () => (/* binding */ md5InEtag),
/* harmony export */   r_: () => (/* binding */ partsInEtag),
/* harmony export */   yV: () => (/* binding */ guessPartBytes)
/* harmony export */ });
/** An ETag without its quotes; `undefined` where there is none. */
function bareEtag(etag) {
    if (etag === undefined || etag === '')
        return undefined;
    // By far the most are quoted and no more, and there is one for each file.
    const quoted = etag.length > 2 && etag.startsWith('"') && etag.indexOf('"', 1) === etag.length - 1;
    const bare = quoted ? etag.slice(1, -1) : etag.replace(/^W\//, '').replaceAll('"', '');
    return bare === '' ? undefined : bare;
}
/**
 * The MD5 that a bare ETag may be, in lower case: 32 hexadecimal digits. That it has the form does not make
 * it one; where a key service encrypts, it has the form and is none. `undefined` for any other ETag, those of
 * uploads in parts too.
 */
function md5InEtag(etag) {
    return etag !== undefined && /^[0-9a-f]{32}$/i.test(etag) ? etag.toLowerCase() : undefined;
}
/**
 * The number of parts in an ETag of the form that S3 gives to an upload in parts: the MD5 of the parts' MD5s,
 * and their number.
 */
function partsInEtag(etag) {
    const count = etag === undefined ? undefined : /^[0-9a-f]{32}-([1-9]\d{0,4})$/i.exec(etag)?.[1];
    return count === undefined ? undefined : Number(count);
}
const MIB = 2 ** 20;
/** Part sizes of the usual clients, in MiB. */
const USUAL_MIB = [5, 8, 10, 15, 16, 20, 25, 32, 50, 64, 100, 128, 256, 512, 1024];
/** Digesting once for each costs as much as the transfer. */
const MOST_GUESSES = 3;
/**
 * The sizes that the parts of an object may have had, the likeliest first: what clients use, the least whole
 * MiB, equal parts. A store that does not tell leaves no more than guesses.
 */
function guessPartBytes(sizeBytes, parts) {
    const equal = Math.ceil(sizeBytes / parts);
    const guesses = [equal, ...USUAL_MIB.map((mib) => mib * MIB), Math.ceil(equal / MIB) * MIB];
    const fitting = guesses.filter((bytes) => bytes > 0 && Math.ceil(sizeBytes / bytes) === parts);
    return [...new Set(parts === 1 ? [sizeBytes] : fitting)].slice(0, MOST_GUESSES);
}


/***/ }),

/***/ 3987:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ guarded),
/* harmony export */   z: () => (/* binding */ fileError)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5012);
/* harmony import */ var _system_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4186);



const KNOWN = {
    ENOENT: ['not-found', 'does not exist: check the path'],
    ENOTDIR: ['not-found', 'has a file where a directory should be: check the path'],
    // Of all calls here, only that of a directory fails with it: what is taken under other names is
    // somebody's answer.
    EEXIST: ['local', 'has a file where a directory should be: check the path'],
    EISDIR: ['local', 'is a directory where a file should be: check the path'],
    EACCES: [
        'access-denied',
        'may not be accessed by the user that runs this: change the permissions or the user',
    ],
    EPERM: [
        'access-denied',
        'may not be changed by the user that runs this: change the permissions or the user',
    ],
    EROFS: ['access-denied', 'is on a read-only file system: choose another target'],
    ENOSPC: ['local', 'does not fit: no space is left on the device; free some and run again'],
    EDQUOT: ['local', 'does not fit: the disk quota of the user is used up; free some and run again'],
    EFBIG: ['too-large', 'is larger than the file system allows: choose another target'],
    ENAMETOOLONG: ['local', 'has a longer name than the file system allows: choose a shorter target'],
    EMFILE: [
        'local',
        'cannot be opened: too many files are open; lower concurrency or raise the limit (ulimit -n)',
    ],
    ENFILE: ['local', 'cannot be opened: too many files are open on this machine; lower concurrency'],
    EIO: ['local', 'cannot be read or written: the device reports a fault (EIO); check the disk or the mount'],
    ESTALE: [
        'local',
        'cannot be reached: the network file system was unmounted or replaced (ESTALE); mount it again',
    ],
    ELOOP: ['local', 'runs in a circle of symbolic links: check the path'],
};
/**
 * A fault of a system call as a {@link StorageError}; one that is none (an abort, an own error) is returned
 * as it is.
 */
function fileError(error, operation, location) {
    const name = (0,_system_error_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .x)(error);
    if (name === undefined || error instanceof _storage_error_js__WEBPACK_IMPORTED_MODULE_1__/* .StorageError */ .a || !/^E[A-Z0-9]+$/.test(name))
        return error;
    const [code, sentence] = KNOWN[name] ?? ['local', `failed with ${name}`];
    return new _storage_error_js__WEBPACK_IMPORTED_MODULE_1__/* .StorageError */ .a(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(location)} ${sentence}`, { code, operation, location }, { cause: error });
}
/** Does what `work` does, and turns its faults into sentences about the location. */
async function guarded(operation, location, work) {
    try {
        return await work();
    }
    catch (error) {
        throw fileError(error, operation, location);
    }
}


/***/ }),

/***/ 6166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ fillAsClaimed)
/* harmony export */ });
/* harmony import */ var _content_check_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8038);
/* harmony import */ var _fill_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1437);


/**
 * Fills memory with all of a source, for a target that makes no digest by itself. Where the bytes are not
 * those that the source's store claims they are read once more: the same ones again are right, and the claim
 * is none. No request is made but for bytes.
 *
 * @returns what proves that the bytes are the source's.
 * @throws StorageError `corrupt-answer` where each reading gives others.
 */
async function fillAsClaimed(source, into, options) {
    await (0,_fill_js__WEBPACK_IMPORTED_MODULE_1__/* .fill */ .GS)(source, into, 0, options);
    // Known only now: checksums come with the bytes.
    const expectation = await (0,_content_check_js__WEBPACK_IMPORTED_MODULE_0__/* .expectationOf */ .EV)(source, 'whole', options);
    if (expectation === undefined)
        return (0,_content_check_js__WEBPACK_IMPORTED_MODULE_0__/* .proofUnclaimed */ .P)(source);
    let passages = 0;
    const { proof } = await (0,_content_check_js__WEBPACK_IMPORTED_MODULE_0__/* .passAsClaimed */ .jz)(source, expectation, async (passage) => {
        if (passages++ > 0)
            await (0,_fill_js__WEBPACK_IMPORTED_MODULE_1__/* .fill */ .GS)(source, into, 0, options);
        await passage.take(0, into, options.signal);
        passage.settle();
    });
    return proof;
}


/***/ }),

/***/ 1437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cx: () => (/* binding */ wrongLength),
/* harmony export */   GS: () => (/* binding */ fill),
/* harmony export */   gG: () => (/* binding */ readsDiffer)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5012);


/**
 * Fills memory with the source's bytes from `start` on.
 *
 * @throws StorageError `changed` where there are more or fewer than planned; the signal's reason.
 */
async function fill(source, into, start, { signal }) {
    if (into.length === 0)
        return;
    const options = signal === undefined ? {} : { signal };
    if (source.readInto !== undefined) {
        await source.readInto(into, start, options);
        return;
    }
    let at = 0;
    for await (const chunk of await source.open(start, start + into.length, options)) {
        signal?.throwIfAborted();
        if (at + chunk.length > into.length)
            throw wrongLength(at + chunk.length, into.length);
        into.set(chunk, at);
        at += chunk.length;
    }
    if (at !== into.length)
        throw wrongLength(at, into.length);
}
/** A source that gives other bytes each time that it is read. */
function readsDiffer({ of }) {
    return new _storage_error_js__WEBPACK_IMPORTED_MODULE_1__/* .StorageError */ .a(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(of)} gave other bytes each time that it was read: see what lies between this machine and the `
        + 'store (a proxy, its memory), and run again', { code: 'corrupt-answer', operation: 'GetObject', location: of });
}
/** A source that gave more or fewer bytes than it has. */
function wrongLength(got, planned) {
    return new _storage_error_js__WEBPACK_IMPORTED_MODULE_1__/* .StorageError */ .a(`the source gave ${got} bytes where ${planned} were planned: make sure that nothing writes to the source and run again`, { code: 'changed', operation: 'read' });
}


/***/ }),

/***/ 2075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ HeldMemory)
/* harmony export */ });
/** Bytes that one store may hold at once; a piece that is larger waits until it is alone. */
const MOST_BYTES = 256 * 2 ** 20;
/** Buffers are kept for the next piece: fresh memory costs as much as a copy of it. */
const MOST_IDLE = 16;
const SMALLEST_KEPT_BYTES = 64 * 1024;
/**
 * The memory in which pieces of objects are held between being read and being written. Pieces wait in their
 * order until there is room, so that many large objects at once do not fill the machine.
 */
class HeldMemory {
    #mostBytes;
    #idle = [];
    #waiting = [];
    #usedBytes = 0;
    constructor(mostBytes = MOST_BYTES) {
        this.#mostBytes = mostBytes;
    }
    /** Waits for room. @throws the signal's reason. */
    async take(sizeBytes, signal) {
        signal?.throwIfAborted();
        if (this.#waiting.length > 0 || !this.#fits(sizeBytes))
            await this.#turn(sizeBytes, signal);
        else
            this.#usedBytes += sizeBytes;
        const buffer = this.#bufferFor(sizeBytes);
        let over = false;
        const release = () => {
            if (over)
                return;
            over = true;
            this.#usedBytes -= sizeBytes;
            if (buffer.byteLength >= SMALLEST_KEPT_BYTES && this.#idle.length < MOST_IDLE)
                this.#idle.push(buffer);
            this.#admit();
        };
        return { bytes: new Uint8Array(buffer, 0, sizeBytes), release };
    }
    #fits(sizeBytes) {
        return this.#usedBytes === 0 || this.#usedBytes + sizeBytes <= this.#mostBytes;
    }
    /** An idle buffer that is large enough and not wastefully so, or a new one. */
    #bufferFor(sizeBytes) {
        if (sizeBytes >= SMALLEST_KEPT_BYTES) {
            const at = this.#idle.findIndex(({ byteLength }) => byteLength >= sizeBytes && byteLength <= 2 * sizeBytes);
            const [found] = at === -1 ? [] : this.#idle.splice(at, 1);
            if (found !== undefined)
                return found;
            // Of sizes that are asked for no more, none shall be kept.
            if (this.#idle.length === MOST_IDLE)
                this.#idle.shift();
        }
        // Without zeros, which would only be written over. From a pool of Node's it would keep all of that alive.
        return Buffer.allocUnsafeSlow(sizeBytes).buffer;
    }
    #admit() {
        for (let next = this.#waiting[0]; next !== undefined && this.#fits(next.sizeBytes); next = this.#waiting[0]) {
            this.#waiting.shift();
            this.#usedBytes += next.sizeBytes;
            next.admit();
        }
    }
    #turn(sizeBytes, signal) {
        return new Promise((resolve, reject) => {
            const waiting = {
                sizeBytes,
                admit: () => {
                    signal?.removeEventListener('abort', aborted);
                    resolve();
                },
            };
            const aborted = () => {
                this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
                reject(signal?.reason);
                // The one behind may be small enough.
                this.#admit();
            };
            signal?.addEventListener('abort', aborted, { once: true });
            this.#waiting.push(waiting);
        });
    }
}


/***/ }),

/***/ 9132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ openStore)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/storage/held-memory.js
var held_memory = __webpack_require__(2075);
// EXTERNAL MODULE: ./build/storage/system-error.js
var system_error = __webpack_require__(4186);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/storage/file/local-path.js
var local_path = __webpack_require__(4980);
// EXTERNAL MODULE: ./build/storage/file/open-file.js
var open_file = __webpack_require__(3100);
;// CONCATENATED MODULE: ./build/storage/file/atomic-file.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});







/** No permission to open the directory for reading; some network file systems refuse fsync of a directory. */
const CANNOT_SYNC = new Set(['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP']);
/**
 * Remembers directories that got new entries, so that one flush puts them on disk before a snapshot is
 * committed.
 */
class DirectorySync {
    #directories = new Set();
    has(directory) {
        return this.#directories.has(directory);
    }
    add(directory) {
        this.#directories.add(directory);
    }
    /**
     * Puts the entries of all remembered directories on disk, where the system lets us: Windows cannot, and a
     * directory that may be written to but not listed cannot be opened for it; the files in it are on disk by
     * themselves.
     */
    async flush() {
        const directories = [...this.#directories];
        this.#directories.clear();
        if (process.platform === 'win32')
            return;
        for (const directory of directories) {
            try {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const handle = __addDisposableResource(env_1, await (0,promises_.open)(directory, 'r'), true);
                    await handle.sync();
                }
                catch (e_1) {
                    env_1.error = e_1;
                    env_1.hasError = true;
                }
                finally {
                    const result_1 = __disposeResources(env_1);
                    if (result_1)
                        await result_1;
                }
            }
            catch (error) {
                const code = (0,system_error/* systemCode */.x)(error);
                if (code === undefined || !CANNOT_SYNC.has(code))
                    throw error;
            }
        }
    }
}
/**
 * Creates the directories above a location and an empty temporary file beside it.
 *
 * @throws StorageError where that would be outside of `homes`, or where something is that is no file; nothing
 * is left then
 */
async function openTemporary({ dirty, homes }, location) {
    const path = (0,local_path/* localPath */.$S)(location);
    const directory = (0,external_node_path_.dirname)(path);
    // Once for each directory: the file that is opened in it is looked at itself.
    if (!dirty.has(directory))
        await homes.requireDirectory(location, 'written');
    const firstCreated = await (0,promises_.mkdir)(directory, { recursive: true });
    if (firstCreated !== undefined) {
        for (let made = directory; made.length >= firstCreated.length; made = (0,external_node_path_.dirname)(made))
            dirty.add((0,external_node_path_.dirname)(made));
    }
    dirty.add(directory);
    const temporary = (0,local_path/* temporaryPath */.l5)(directory, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
    const file = await (0,promises_.open)(temporary, 'wx');
    try {
        await homes.requireInside(location, file, 'written');
        await (0,open_file/* requireReplaceable */.um)(path, (0,location_location/* displayLocation */.S5)(location));
    }
    catch (error) {
        await file.close();
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
    return { path: temporary, file };
}
/**
 * Does with an empty file beside a location all that is done to write one there, and deletes it.
 *
 * @throws as {@link openTemporary}; else the system's error
 */
async function tryLanding(writing, location) {
    const temporary = await openTemporary(writing, location);
    const landed = (0,local_path/* temporaryPath */.l5)((0,external_node_path_.dirname)(temporary.path), (0,external_node_crypto_.randomBytes)(8).toString('hex'));
    try {
        await landTemporary(temporary, landed, 'replace', () => Promise.resolve());
        await writing.dirty.flush();
    }
    finally {
        await (0,promises_.rm)(landed, { force: true });
    }
}
/**
 * Lets `fill` write the temporary file, puts it on disk and gives it its name: `replace` by renaming over
 * what is there, `if-absent` by a hard link, which fails if the name is taken. The temporary name is gone
 * afterwards in any case.
 */
async function landTemporary(temporary, path, how, fill) {
    try {
        try {
            await fill(temporary.file);
            await temporary.file.sync();
        }
        finally {
            await temporary.file.close();
        }
        if (how === 'if-absent')
            return await linkIfAbsent(temporary.path, path);
        await (0,promises_.rename)(temporary.path, path);
        return 'guarded';
    }
    finally {
        await (0,promises_.rm)(temporary.path, { force: true });
    }
}
/** FAT and some mounts (object storage, shared folders) have no hard links. */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
async function linkIfAbsent(temporary, path) {
    try {
        await (0,promises_.link)(temporary, path);
        return 'guarded';
    }
    catch (error) {
        const code = (0,system_error/* systemCode */.x)(error);
        if (code === 'EEXIST')
            return 'taken';
        if (code === undefined || !NO_HARD_LINKS.has(code))
            throw error;
        // The caller has seen the name free a moment ago; without links there is nothing stronger than that.
        await (0,promises_.rename)(temporary, path);
        return 'unguarded';
    }
}

// EXTERNAL MODULE: ./build/storage/file/file-errors.js
var file_errors = __webpack_require__(3987);
// EXTERNAL MODULE: ./build/storage/file/homes.js
var file_homes = __webpack_require__(9761);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
;// CONCATENATED MODULE: ./build/storage/file/list-directory.js





const PAGE = 1000;
/**
 * Every file below the directory. The directory itself may be a symbolic link; below it, links to directories
 * are not followed (no circles), and links to files count only where they stay inside: a snapshot from
 * elsewhere must not make this program read what the user did not name. Where names were given (`homes`),
 * inside is what they cover, for the directory itself too; else the directory. A directory that vanishes
 * meanwhile has no files.
 */
async function* listDirectory(directory, options, homes) {
    const root = await rootOf(directory, homes);
    if (root === undefined)
        return;
    let page = [];
    const open = [directory];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for await (const entry of entriesOf(next)) {
            options.signal?.throwIfAborted();
            const location = (0,local_path/* childLocation */.ME)(next, entry.name);
            if (entry.isDirectory())
                open.push(location);
            else if (!(0,local_path/* isTemporaryName */.$W)(entry.name)) {
                const found = await describeEntry(entry, location, root, homes, (real) => {
                    homes.tellOfLinkedDirectory(location, real);
                });
                if (found !== undefined)
                    page.push({ location, sizeBytes: found.size, modifiedAt: found.mtime, stamp: stampOf(found) });
            }
            if (page.length >= PAGE) {
                yield page;
                page = [];
            }
        }
    }
    if (page.length > 0)
        yield page;
}
/**
 * What lies directly in the directory, by the same rules: links to directories are not among the directories.
 */
async function* listDirectoryLevel(directory, options, homes) {
    const root = await rootOf(directory, homes);
    if (root === undefined)
        return;
    let objects = [];
    let directories = [];
    for await (const entry of entriesOf(directory)) {
        options.signal?.throwIfAborted();
        const location = (0,local_path/* childLocation */.ME)(directory, entry.name);
        if (entry.isDirectory())
            directories.push(location);
        else if (!(0,local_path/* isTemporaryName */.$W)(entry.name)) {
            const found = await describeEntry(entry, location, root, homes);
            if (found !== undefined)
                objects.push({ location, sizeBytes: found.size, modifiedAt: found.mtime, stamp: stampOf(found) });
        }
        if (objects.length + directories.length < PAGE)
            continue;
        yield { objects, directories };
        objects = [];
        directories = [];
    }
    if (objects.length + directories.length > 0)
        yield { objects, directories };
}
function missing(fault) {
    return fault instanceof storage_error/* StorageError */.a && fault.code === 'not-found';
}
async function rootOf(directory, homes) {
    try {
        const path = (0,local_path/* localPath */.$S)(directory);
        if (!(await (0,promises_.stat)(path)).isDirectory() || !(await homes.holds(directory)))
            return undefined;
        return await (0,promises_.realpath)(path);
    }
    catch (error) {
        const fault = (0,file_errors/* fileError */.z)(error, 'readdir', directory);
        if (missing(fault))
            return undefined;
        throw fault;
    }
}
async function* entriesOf(directory) {
    try {
        for await (const entry of await (0,promises_.opendir)((0,local_path/* localPath */.$S)(directory)))
            yield entry;
    }
    catch (error) {
        const fault = (0,file_errors/* fileError */.z)(error, 'readdir', directory);
        if (!missing(fault))
            throw fault;
    }
}
async function describeEntry(entry, location, root, homes, onLinkedDirectory) {
    const path = (0,local_path/* localPath */.$S)(location);
    try {
        if (entry.isFile())
            return await (0,promises_.lstat)(path);
        if (!entry.isSymbolicLink())
            return undefined;
        const target = await (0,promises_.realpath)(path);
        const found = await (0,promises_.stat)(target);
        if (found.isDirectory())
            onLinkedDirectory?.(target);
        if (!found.isFile())
            return undefined;
        const isInside = homes.confined
            ? await homes.holds(location)
            : target.startsWith(root.endsWith(external_node_path_.sep) ? root : root + external_node_path_.sep);
        return isInside ? found : undefined;
    }
    catch (error) {
        const fault = (0,file_errors/* fileError */.z)(error, 'stat', location);
        if (missing(fault))
            return undefined;
        throw fault;
    }
}
/**
 * Tells this writing of a file from any other: its inode, which a rename keeps, and the time of its last
 * write, finer than milliseconds. An inode that is used again has another time.
 */
function stampOf({ ino, mtimeMs }) {
    return `${ino}:${mtimeMs}`;
}

;// CONCATENATED MODULE: ./build/storage/file/read-file.js
var read_file_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var read_file_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});







const CHUNK_BYTES = 1024 * 1024;
/** What is known of a file; `undefined` where none is, or none that may be read. */
async function statFile(location, options, homes) {
    options?.signal?.throwIfAborted();
    try {
        const found = await (0,promises_.stat)((0,local_path/* localPath */.$S)(location));
        if (!found.isFile() || !(await homes.holds(location)))
            return undefined;
        return { location, sizeBytes: found.size, modifiedAt: found.mtime, stamp: stampOf(found) };
    }
    catch (error) {
        const fault = (0,file_errors/* fileError */.z)(error, 'stat', location);
        if (fault instanceof storage_error/* StorageError */.a && fault.code === 'not-found')
            return undefined;
        throw fault;
    }
}
/** A whole file of at most so many bytes. */
async function readFile(location, options, homes) {
    return (0,file_errors/* guarded */.N)('read', location, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            options.signal?.throwIfAborted();
            const file = read_file_addDisposableResource(env_1, await (0,open_file/* openRegular */.lf)(location, homes), true);
            const found = await file.stat();
            const { size, mtime } = found;
            if (size > options.maxBytes) {
                throw new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} has ${size} bytes where at most ${options.maxBytes} were expected: check that it is the right file`, { code: 'too-large', operation: 'read', location });
            }
            const bytes = new Uint8Array(size);
            await readInto(file, location, bytes, 0, options);
            return { info: { location, sizeBytes: size, modifiedAt: mtime, stamp: stampOf(found) }, bytes };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = read_file_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
}
/** A file that ends early is an error. */
async function readInto(file, location, into, start, { signal }) {
    for (let at = 0; at < into.length;) {
        signal?.throwIfAborted();
        const length = Math.min(CHUNK_BYTES, into.length - at);
        const { bytesRead } = await file.read(into, at, length, start + at);
        if (bytesRead === 0)
            throw changed(location);
        at += bytesRead;
    }
}
function changed(location) {
    return new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} changed while it was being read: make sure that nothing writes to the source and run again`, { code: 'changed', operation: 'read', location });
}
/** A file has no ETag: its size and modification time stand for "the planned content". */
function requireUnchanged(found, planned) {
    // Date with Date: `mtime` is rounded to milliseconds, so a truncated `mtimeMs` is another number for half
    // of all files.
    const sameTime = planned.modifiedAt === undefined || found.mtime.getTime() === planned.modifiedAt.getTime();
    if (found.size !== planned.sizeBytes || !sameTime)
        throw changed(planned.location);
}
/** The file as a source of ranges, each of which must still be of the file that is described. */
function fileSource(info, homes) {
    return {
        sizeBytes: info.sizeBytes,
        open: async (start, end, options) => rangeOf(await openPinned(info, homes), info, start, end, options),
        readInto: (into, start, options) => (0,file_errors/* guarded */.N)('read', info.location, async () => {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const file = read_file_addDisposableResource(env_2, await openPinned(info, homes), true);
                await readInto(file, info.location, into, start, options);
                requireUnchanged(await file.stat(), info);
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = read_file_disposeResources(env_2);
                if (result_2)
                    await result_2;
            }
        }),
    };
}
/** Opens a file that must still be as described; the caller closes it. */
async function openPinned(info, homes) {
    return (0,file_errors/* guarded */.N)('open', info.location, async () => {
        const file = await (0,open_file/* openRegular */.lf)(info.location, homes);
        try {
            requireUnchanged(await file.stat(), info);
            return file;
        }
        catch (error) {
            await file.close();
            throw error;
        }
    });
}
async function* rangeOf(file, info, start, end, options) {
    try {
        for (let at = start; at < end; at += CHUNK_BYTES) {
            const chunk = new Uint8Array(Math.min(CHUNK_BYTES, end - at));
            await readInto(file, info.location, chunk, at, options);
            yield chunk;
        }
        requireUnchanged(await file.stat(), info);
    }
    catch (error) {
        throw (0,file_errors/* fileError */.z)(error, 'read', info.location);
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./build/storage/file/unfinished-files.js




/**
 * How long nothing was written to what nobody writes any more. A run that gets no bytes ends after minutes;
 * the rest is for clocks of file servers that are wrong.
 */
const UNFINISHED_FOR_MS = 24 * 60 * 60 * 1000;
/**
 * Removes from a directory what killed runs left in it. A file is such a one where it has the name that only
 * this program gives (16 random hex digits), is a regular file of the user that runs this, and nobody wrote
 * to it for a day. What else has such a name is left alone. A directory that is not there, or may not be
 * listed, has none.
 */
async function clearUnfinished(directory) {
    const [removed, left] = [[], []];
    try {
        for await (const { name } of await (0,promises_.opendir)((0,local_path/* localPath */.$S)(directory))) {
            if (!(0,local_path/* isTemporaryName */.$W)(name))
                continue;
            ((await clearOne((0,external_node_path_.join)((0,local_path/* localPath */.$S)(directory), name))) ? removed : left).push((0,local_path/* childLocation */.ME)(directory, name));
        }
    }
    catch (error) {
        if ((0,system_error/* systemCode */.x)(error) === undefined)
            throw error;
    }
    return { removed, left };
}
async function clearOne(path) {
    try {
        const found = await (0,promises_.lstat)(path);
        const isOwn = found.isFile() && (process.geteuid === undefined || found.uid === process.geteuid());
        if (!isOwn || Date.now() - found.mtimeMs < UNFINISHED_FOR_MS)
            return false;
        await (0,promises_.unlink)(path);
        return true;
    }
    catch (error) {
        // Another run was quicker.
        return (0,system_error/* systemCode */.x)(error) === 'ENOENT';
    }
}

// EXTERNAL MODULE: ./build/storage/content-check.js
var content_check = __webpack_require__(8038);
// EXTERNAL MODULE: ./build/storage/fill-as-claimed.js
var fill_as_claimed = __webpack_require__(6166);
// EXTERNAL MODULE: ./build/storage/fill.js
var fill = __webpack_require__(1437);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
;// CONCATENATED MODULE: ./build/storage/file/write-file.js











/** A larger file is written in pieces of this size, each read by itself. */
const PIECE_BYTES = 16 * 2 ** 20;
/** Pieces of one file that are on their way at once. */
const PIECES_AT_ONCE = 4;
/** Writes a file from a source. */
async function writeFile(to, memory, location, source, options = {}) {
    return (0,file_errors/* guarded */.N)('write', location, async () => {
        const temporary = await openTemporary(to, location);
        let proof = 'size';
        let stamp = '';
        await landTemporary(temporary, (0,local_path/* localPath */.$S)(location), 'replace', async (file) => {
            proof =
                source.sizeBytes <= PIECE_BYTES
                    ? await writeWhole(file, memory, source, options)
                    : await writePieces(file, memory, source, options);
            stamp = stampOf(await file.stat());
        });
        return { ...(await described(location)), proof, stamp };
    });
}
async function writeWhole(file, memory, source, { signal, onBytes }) {
    const { bytes, release } = await memory.take(source.sizeBytes, signal);
    try {
        // A file has no word of its own on its content: what the source's store says of it is looked at here.
        const proof = await (0,fill_as_claimed/* fillAsClaimed */.p)(source, bytes, signal === undefined ? {} : { signal });
        await writeAll(file, bytes, 0);
        onBytes?.(bytes.length);
        return proof;
    }
    finally {
        release();
    }
}
/** Side by side: one request to a distant store gives a small part of what the way to it can carry. */
async function writePieces(file, memory, source, { signal, onBytes }) {
    const starts = Array.from({ length: Math.ceil(source.sizeBytes / PIECE_BYTES) }, (_, index) => index * PIECE_BYTES);
    const ending = signal ?? new AbortController().signal;
    const expectation = await (0,content_check/* expectationOf */.EV)(source, 'in pieces', { signal: ending });
    let passages = 0;
    const { proof } = await (0,content_check/* passAsClaimed */.jz)(source, expectation, async (passage) => {
        if (passages++ > 0)
            onBytes?.(-source.sizeBytes);
        await (0,pool/* runPool */.k)(starts, { concurrency: PIECES_AT_ONCE }, ending, async (start, both) => {
            const { bytes, release } = await memory.take(Math.min(PIECE_BYTES, source.sizeBytes - start), both);
            try {
                await (0,fill/* fill */.GS)(source, bytes, start, { signal: both });
                const taken = passage.take(start, bytes, both);
                taken.catch(() => undefined);
                await writeAll(file, bytes, start);
                onBytes?.(bytes.length);
                await taken;
            }
            finally {
                release();
            }
        });
        passage.settle();
    });
    return proof;
}
async function writeAll(file, bytes, start) {
    for (let at = 0; at < bytes.length;)
        at += (await file.write(bytes, at, bytes.length - at, start + at)).bytesWritten;
}
/** Without a stamp: once it has its name, another one may have taken its place. */
async function described(location) {
    const { size, mtime } = await (0,promises_.lstat)((0,local_path/* localPath */.$S)(location));
    return { location, sizeBytes: size, modifiedAt: mtime };
}
/** Copies an opened file, sharing its blocks where the file system can. */
async function duplicateFile({ dirty, homes }, origin, from, to, options = {}) {
    return (0,file_errors/* guarded */.N)('copyfile', to, async () => {
        options.signal?.throwIfAborted();
        const temporary = await openTemporary({ dirty, homes }, to);
        let stamp = '';
        await landTemporary(temporary, (0,local_path/* localPath */.$S)(to), 'replace', async (file) => {
            await (0,open_file/* copyOpened */.jb)(origin, (0,local_path/* localPath */.$S)(from.location), file, temporary.path);
            requireUnchanged(await origin.stat(), from);
            stamp = stampOf(await file.stat());
        });
        options.onBytes?.(from.sizeBytes);
        return { ...(await described(to)), proof: 'size', stamp };
    });
}
/** Writes a small file atomically; see the store's method of that name. */
async function publishFile({ dirty, homes }, location, bytes, options) {
    return (0,file_errors/* guarded */.N)('link', location, async () => {
        options.signal?.throwIfAborted();
        const before = await statFile(location, options, homes);
        if (before !== undefined && !options.replace)
            return { outcome: 'exists', conditionHonoured: true };
        const temporary = await openTemporary({ dirty, homes }, location);
        const landed = await landTemporary(temporary, (0,local_path/* localPath */.$S)(location), options.replace ? 'replace' : 'if-absent', async (file) => {
            // What the published file speaks of must be on disk before it is.
            await dirty.flush();
            await file.writeFile(bytes);
        });
        await dirty.flush();
        if (landed === 'taken')
            return { outcome: 'exists', conditionHonoured: true };
        return { outcome: before === undefined ? 'created' : 'replaced', conditionHonoured: landed === 'guarded' };
    });
}

;// CONCATENATED MODULE: ./build/storage/file/file-store.js
var file_store_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var file_store_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});














/**
 * The store of local files (and of whatever is mounted). Files appear under their names only when they are
 * complete and on disk; what is being written has a temporary name beside it that is never listed.
 */
function createFileStore({ named = [], onWarning } = {}) {
    const homes = new file_homes/* Homes */.P(named, onWarning);
    const writing = { dirty: new DirectorySync(), homes };
    const memory = new held_memory/* HeldMemory */.t();
    const store = {
        type: 'file',
        stat: (location, options) => statFile(location, options, homes),
        list: (directory, options = {}) => listDirectory(directory, options, homes),
        listLevel: (directory, options = {}) => listDirectoryLevel(directory, options, homes),
        read: (location, options) => readFile(location, options, homes),
        source: (info) => fileSource(info, homes),
        write: (location, source, options) => writeFile(writing, memory, location, source, options),
        tryWrite: (location) => (0,file_errors/* guarded */.N)('write', location, () => tryLanding(writing, location)),
        requireReplaceable: (location) => (0,file_errors/* guarded */.N)('write', location, () => (0,open_file/* requireReplaceable */.um)((0,local_path/* localPath */.$S)(location), (0,location_location/* displayLocation */.S5)(location))),
        clearUnfinished: async (directory) => {
            // Whatever a link leads to is not looked through.
            const isHeld = await homes.holds(directory).catch(() => false);
            return isHeld ? clearUnfinished(directory) : { removed: [], left: [] };
        },
        readsForWrite: (sizeBytes) => Math.max(1, Math.ceil(sizeBytes / PIECE_BYTES)),
        copyLocal: async (from, to, options, source = store) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const origin = file_store_addDisposableResource(env_1, await source.open(from), true);
                return await duplicateFile(writing, origin, from, to, options);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = file_store_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
        open: (info) => openPinned(info, homes),
        publish: (location, bytes, options) => publishFile(writing, location, bytes, options),
        remove: (locations, options) => removeFiles(locations, options, homes),
        removeUnchanged: (objects, options) => removeUnchangedFiles(objects, options, homes),
        close() {
            // nothing is held open between operations
        },
    };
    return store;
}
async function removeFiles(locations, options, homes) {
    let directory = '';
    for (const location of locations) {
        options?.signal?.throwIfAborted();
        await (0,file_errors/* guarded */.N)('unlink', location, async () => {
            try {
                const above = (0,external_node_path_.dirname)((0,local_path/* localPath */.$S)(location));
                if (above !== directory)
                    await homes.requireDirectory(location, 'deleted');
                directory = above;
                await (0,promises_.unlink)((0,local_path/* localPath */.$S)(location));
            }
            catch (error) {
                const code = (0,system_error/* systemCode */.x)(error);
                if (code !== 'ENOENT' && code !== 'ENOTDIR')
                    throw error;
            }
        });
    }
}
async function removeUnchangedFiles(objects, options, homes) {
    const left = [];
    for (const info of objects) {
        options?.signal?.throwIfAborted();
        const found = await statFile(info.location, options, homes);
        if (found === undefined)
            continue;
        const sameFile = info.stamp === undefined || info.stamp === found.stamp;
        if (sameFile
            && found.sizeBytes === info.sizeBytes
            && found.modifiedAt?.getTime() === (info.modifiedAt ?? found.modifiedAt)?.getTime()) {
            await removeFiles([info.location], options, homes);
        }
        else
            left.push(info.location);
    }
    return left;
}

// EXTERNAL MODULE: ./build/storage/scheme-advice.js
var scheme_advice = __webpack_require__(2432);
;// CONCATENATED MODULE: ./build/storage/open-store.js




/**
 * Opens the store that the location's scheme names; nothing is asked of it yet. The AWS SDK is loaded only
 * for S3.
 *
 * @param write what every write carries; for the target.
 * @throws StorageError `unsupported` for a scheme that is neither `file` nor one of a store that speaks S3.
 */
async function openStore(location, side, s3, write, { tuning, named = [], ...options }) {
    if (location.scheme === 'file') {
        return createFileStore({
            named: named === 'anywhere' ? [] : [location, ...named],
            onWarning: options.onWarning,
        });
    }
    if (!(0,location_location/* isSpokenToByS3 */.JU)(location.scheme))
        throw unsupportedScheme(location, side);
    const { openS3Store } = await Promise.all(/* import() */[__webpack_require__.e(269), __webpack_require__.e(445)]).then(__webpack_require__.bind(__webpack_require__, 1474));
    return openS3Store(s3, location, { side, write, ...options, ...tuning });
}
function unsupportedScheme(location, side) {
    return new storage_error/* StorageError */.a(`${side}: ${(0,location_location/* displayLocation */.S5)(location)} is on ${location.scheme}:, which can neither be read nor written here, only local files, S3 `
        + `(s3, s3a, s3p, s3n) and what speaks S3 (gs, oss, cosn, cos, obs, tos) can: ${(0,scheme_advice/* adviceForScheme */.t)(location.scheme, side)}`, { code: 'unsupported', operation: 'open', location });
}


/***/ })

};
