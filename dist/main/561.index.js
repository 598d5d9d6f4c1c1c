export const id = 561;
export const ids = [561];
export const modules = {

/***/ 68:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fx: () => (/* binding */ MAX_METADATA_BYTES),
/* harmony export */   H$: () => (/* binding */ SnapshotReadError),
/* harmony export */   RA: () => (/* binding */ readSnapshot),
/* harmony export */   ce: () => (/* binding */ METADATA_NAME)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _metadata_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9054);
/* harmony import */ var _metadata_parse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1128);
/* harmony import */ var _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5012);




/** The name of the file that makes a directory a snapshot. */
const METADATA_NAME = '_metadata';
const CHECKPOINT_DIRECTORY = /^chk-\d+$/;
/** Real files reach tens of megabytes; whatever is larger than this is something else, and would not fit into memory. */
const MAX_METADATA_BYTES = 1024 ** 3;
/** A snapshot could not be read. The message names the location and says what to do; `cause` is the error below it. */
class SnapshotReadError extends Error {
    name = 'SnapshotReadError';
    reason;
    location;
    constructor(message, reason, location, options) {
        super(message, options);
        this.reason = reason;
        this.location = location;
    }
}
/**
 * Finds the `_metadata` of a snapshot, reads it whole and walks it. The location is the snapshot directory or the
 * `_metadata` itself.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
async function readSnapshot(store, location, options = {}) {
    const { signal } = options;
    const isMetadata = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(location) === METADATA_NAME;
    const found = await readFile(store, isMetadata ? location : (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveWithin */ .s5)(location, METADATA_NAME), signal)
        ?? (options.anyName === true ? await readFile(store, location, signal) : undefined);
    const directory = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(found?.info.location ?? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveWithin */ .s5)(location, METADATA_NAME)) ?? location;
    if (found === undefined)
        throw await notFound(store, location, isMetadata, signal);
    return { directory, metadata: found.info, bytes: found.bytes, snapshot: parse(found.bytes, found.info.location) };
}
async function readFile(store, location, signal) {
    try {
        return await store.read(location, { maxBytes: MAX_METADATA_BYTES, ...abortable(signal) });
    }
    catch (error) {
        if (!(error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a))
            throw error;
        if (error.code === 'not-found')
            return undefined;
        if (error.code !== 'too-large')
            throw error;
        throw new SnapshotReadError(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(location)} is larger than 1 GiB, which no ${METADATA_NAME} of Flink is: check that the source `
            + 'names a snapshot', 'too-large', location, { cause: error });
    }
}
function parse(bytes, location) {
    try {
        return (0,_metadata_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseMetadata */ .j)(bytes);
    }
    catch (error) {
        const place = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(location);
        if (error instanceof _metadata_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UnsupportedMetadataError */ .LT) {
            throw new SnapshotReadError(`${place} is refused: ${error.message}`, 'unsupported', location, { cause: error });
        }
        if (!(error instanceof _metadata_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .MetadataFormatError */ .Lk))
            throw error;
        throw new SnapshotReadError(`${place} cannot be read: ${error.message}; compare its size and checksum with the original and copy it again`, 'broken', location, { cause: error });
    }
}
/** The one sentence of several that fits what lies at the place instead. Costs two requests, once, on a failure. */
async function notFound(store, location, isMetadata, signal) {
    const directory = isMetadata ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(location) ?? location : location;
    const place = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(directory);
    const fail = (sentence, cause) => new SnapshotReadError(sentence, 'not-found', location, cause === undefined ? {} : { cause });
    let page;
    try {
        if (!isMetadata && await store.stat(location, abortable(signal)) !== undefined) {
            return fail(`${place} is a file, not a snapshot directory: give the directory that holds ${METADATA_NAME}`);
        }
        page = await firstPage(store, directory, signal);
    }
    catch (error) {
        if (!(error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a))
            throw error;
        return fail(`there is no ${METADATA_NAME} in ${place}: check the URI of the snapshot`, error);
    }
    if (page.length === 0 && CHECKPOINT_DIRECTORY.test((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory))) {
        return fail(`nothing is at ${place}: Flink never completed this checkpoint, or has deleted it since a newer one took its place; check the `
            + 'URI, or choose a checkpoint that is there');
    }
    if (page.length === 0) {
        return fail(`nothing is at ${place}: check the URI of the snapshot (bucket, path and spelling)`);
    }
    const snapshots = snapshotsBelow(page, directory);
    if (snapshots[0] !== undefined) {
        return fail(`${place} is no snapshot directory but holds some, such as ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(snapshots[0])}: name one of them`);
    }
    if (CHECKPOINT_DIRECTORY.test((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory))) {
        return fail(`${place} is an unfinished or discarded checkpoint: it has files but no ${METADATA_NAME}, which Flink writes last. `
            + 'Choose a checkpoint that was completed');
    }
    return fail(`${place} has files but no ${METADATA_NAME}, so it is no complete snapshot: check the URI, or wait until the savepoint `
        + 'is finished');
}
async function firstPage(store, directory, signal) {
    for await (const page of store.list(directory, abortable(signal))) {
        if (page.length > 0)
            return page;
    }
    return [];
}
/** Directories below that hold a `_metadata`: someone gave the job's directory, or the one of all savepoints. */
function snapshotsBelow(page, directory) {
    const found = [];
    for (const { location } of page) {
        const parent = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(location);
        if ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(location) !== METADATA_NAME || parent === undefined || !(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(parent, directory))
            continue;
        if ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .relativePath */ .iZ)(parent, directory) !== '')
            found.push(parent);
    }
    return found;
}
/** With exact optional properties, an absent signal has to be absent. */
function abortable(signal) {
    return signal === undefined ? {} : { signal };
}


/***/ }),

/***/ 9054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LT: () => (/* binding */ UnsupportedMetadataError),
/* harmony export */   Lk: () => (/* binding */ MetadataFormatError),
/* harmony export */   wA: () => (/* binding */ MetadataRewriteError)
/* harmony export */ });
/**
 * The bytes are no `_metadata`, or a broken one. The message names the byte offset, what was expected and what was
 * found; it does not name the file, which only the caller knows.
 */
class MetadataFormatError extends Error {
    name = 'MetadataFormatError';
    /** Byte offset in the file at which the reader could not go on. */
    offset;
    constructor(message, offset, options) {
        super(message, options);
        this.offset = offset;
    }
}
/** A `_metadata` that this codec knows by name and refuses. The message says what to do. */
class UnsupportedMetadataError extends Error {
    name = 'UnsupportedMetadataError';
    reason;
    /** The metadata version that the file states. */
    version;
    constructor(message, reason, version) {
        super(message);
        this.reason = reason;
        this.version = version;
    }
}
/** A path cannot be written into `_metadata`. The message names the path as it stands and what it would become. */
class MetadataRewriteError extends Error {
    name = 'MetadataRewriteError';
    /** The path as it stands in the file. */
    path;
    constructor(message, path) {
        super(message);
        this.path = path;
    }
}


/***/ }),

/***/ 6725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ MAX_TEXT_BYTES),
/* harmony export */   ER: () => (/* binding */ isAscii),
/* harmony export */   Xe: () => (/* binding */ encodeModifiedUtf8),
/* harmony export */   bS: () => (/* binding */ asBuffer),
/* harmony export */   pi: () => (/* binding */ modifiedUtf8Length),
/* harmony export */   vQ: () => (/* binding */ decodeModifiedUtf8),
/* harmony export */   xk: () => (/* binding */ MalformedTextError)
/* harmony export */ });
/** What Java's `DataOutput.writeUTF` can hold: the length in front of the text is an unsigned 16-bit number. */
const MAX_TEXT_BYTES = 0xffff;
/** The bytes are no modified UTF-8; `offset` is that of the first byte that cannot stand where it stands. */
class MalformedTextError extends Error {
    name = 'MalformedTextError';
    offset;
    constructor(offset) {
        super(`malformed modified UTF-8 at byte ${offset}`);
        this.offset = offset;
    }
}
/** Below this, a call of `String.fromCharCode` per chunk stays within the engine's limit on arguments. */
const CHUNK_UNITS = 8192;
/**
 * The text in `bytes[start, end)`, as Java's `readUTF` reads it: NUL may be `C0 80`, and every UTF-16 unit stands for
 * itself, so a character outside the BMP is two three-byte sequences and a lone surrogate is one.
 *
 * @throws MalformedTextError where `readUTF` would throw.
 */
function decodeModifiedUtf8(bytes, start, end) {
    // Nearly every text of a real file is ASCII, and a file has hundreds of thousands: this path has to be native.
    if (isAscii(bytes, start, end))
        return bytes.toString('latin1', start, end);
    const units = [];
    let text = '';
    let at = start;
    while (at < end) {
        const first = bytes[at] ?? 0;
        const length = sequenceLength(first);
        if (length === 0 || at + length > end)
            throw new MalformedTextError(at);
        units.push(decodeSequence(bytes, at, length));
        at += length;
        if (units.length >= CHUNK_UNITS)
            text += String.fromCharCode(...units.splice(0));
    }
    return text + String.fromCharCode(...units);
}
/** Whether each byte stands for itself. */
function isAscii(bytes, start, end) {
    let bits = 0;
    for (let at = start; at < end; at++)
        bits |= bytes[at] ?? 0;
    return bits < 0x80;
}
/** Bytes of a sequence by its first byte, 0 where none may start so. */
function sequenceLength(first) {
    if (first < 0x80)
        return 1;
    if (first >= 0xc0 && first < 0xe0)
        return 2;
    return first >= 0xe0 && first < 0xf0 ? 3 : 0;
}
function decodeSequence(bytes, at, length) {
    const first = bytes[at] ?? 0;
    if (length === 1)
        return first;
    const second = continuation(bytes, at + 1);
    if (length === 2)
        return ((first & 0x1f) << 6) | second;
    return ((first & 0x0f) << 12) | (second << 6) | continuation(bytes, at + 2);
}
function continuation(bytes, at) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80)
        throw new MalformedTextError(at);
    return byte & 0x3f;
}
/** Bytes that the text takes in modified UTF-8, without the length in front. */
function modifiedUtf8Length(text) {
    // Two native looks at the text take less time than one loop over its units.
    if (Buffer.byteLength(text, 'utf8') === text.length && !text.includes('\0'))
        return text.length;
    let length = text.length;
    for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        if (unit >= 0x800)
            length += 2;
        else if (unit >= 0x80 || unit === 0)
            length++;
    }
    return length;
}
/**
 * Writes the text at `offset`, without a length in front. `length` is what {@link modifiedUtf8Length} gives; the room
 * must be there.
 */
function encodeModifiedUtf8(text, length, target, offset) {
    // One byte for each unit: plain ASCII without NUL.
    if (length === text.length)
        target.write(text, offset, length, 'latin1');
    else
        encodeUnits(text, target, offset);
}
function encodeUnits(text, target, offset) {
    let at = offset;
    for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        if (unit < 0x80 && unit !== 0) {
            target[at++] = unit;
        }
        else if (unit < 0x800) {
            target[at++] = 0xc0 | (unit >> 6);
            target[at++] = 0x80 | (unit & 0x3f);
        }
        else {
            target[at++] = 0xe0 | (unit >> 12);
            target[at++] = 0x80 | ((unit >> 6) & 0x3f);
            target[at++] = 0x80 | (unit & 0x3f);
        }
    }
}
/** The same memory under the type whose text methods are native. */
function asBuffer(bytes) {
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}


/***/ }),

/***/ 1128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ parseMetadata)
});

// EXTERNAL MODULE: ./build/metadata/errors.js
var errors = __webpack_require__(9054);
// EXTERNAL MODULE: ./build/metadata/modified-utf8.js
var modified_utf8 = __webpack_require__(6725);
;// CONCATENATED MODULE: ./build/metadata/cursor.js


const TWO_TO_32 = 0x1_0000_0000;
/**
 * A place in the bytes of a `_metadata`. Every step forward is checked against the bytes that remain, so no length
 * that the file states is believed before anything is done with it. `what` is the noun of the error sentence.
 */
class Cursor {
    bytes;
    /** Byte offset of the next read. */
    position = 0;
    view;
    constructor(bytes) {
        this.bytes = (0,modified_utf8/* asBuffer */.bS)(bytes);
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    get remaining() {
        return this.bytes.length - this.position;
    }
    /** An unsigned byte. */
    byte(what) {
        this.need(1, what);
        return this.view.getUint8(this.position++);
    }
    /** The next byte without going forward, `undefined` at the end. */
    peek() {
        return this.bytes[this.position];
    }
    /** An unsigned 16-bit number. */
    short(what) {
        this.need(2, what);
        const value = this.view.getUint16(this.position);
        this.position += 2;
        return value;
    }
    /** A Java `int`. */
    int(what) {
        this.need(4, what);
        const value = this.view.getInt32(this.position);
        this.position += 4;
        return value;
    }
    /** A Java `long` that a number holds exactly: sizes and offsets in files, which are far below 2^53. */
    long(what) {
        this.need(8, what);
        const value = this.view.getInt32(this.position) * TWO_TO_32 + this.view.getUint32(this.position + 4);
        if (!Number.isSafeInteger(value)) {
            throw this.broken(`${what}, a number between -2^53 and 2^53`, String(this.view.getBigInt64(this.position)));
        }
        this.position += 8;
        return value;
    }
    /** A Java `long` in full. */
    bigLong(what) {
        this.need(8, what);
        const value = this.view.getBigInt64(this.position);
        this.position += 8;
        return value;
    }
    /** A size in bytes, at least `least` (which is -1 where Flink writes that for "unknown"). */
    size(what, least) {
        const value = this.long(what);
        if (value < least)
            throw this.broken(`${what} of ${least} or more`, String(value), this.position - 8);
        return value;
    }
    /** How many items follow, each of `itemBytes` bytes or more: more than fit into the rest of the file is an error. */
    count(what, itemBytes) {
        const value = this.int(what);
        if (value >= 0 && value * itemBytes <= this.remaining)
            return value;
        const most = Math.floor(this.remaining / itemBytes);
        throw this.broken(`${what} between 0 and ${most} (what fits into the rest of the file)`, String(value), this.position - 4);
    }
    skip(length, what) {
        this.need(length, what);
        this.position += length;
    }
    /** Steps over a text as Java's `writeUTF` writes it. */
    skipText(what) {
        this.skip(this.short(what), what);
    }
    /** A text as Java's `writeUTF` writes it. */
    text(what) {
        const length = this.short(what);
        this.need(length, what);
        const text = this.decoded(length, what);
        this.position += length;
        return text;
    }
    /** Steps over a text, which {@link text} could read. Whether it is plain ASCII. */
    checkText(what) {
        const length = this.short(what);
        this.need(length, what);
        const ascii = (0,modified_utf8/* isAscii */.ER)(this.bytes, this.position, this.position + length);
        if (!ascii)
            this.decoded(length, what);
        this.position += length;
        return ascii;
    }
    decoded(length, what) {
        try {
            return (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, this.position, this.position + length);
        }
        catch (error) {
            if (!(error instanceof modified_utf8/* MalformedTextError */.xk))
                throw error;
            const found = `byte 0x${hex(this.bytes[error.offset] ?? 0)}`;
            throw this.broken(`${what} in modified UTF-8`, found, error.offset);
        }
    }
    /** An error at `offset` (here, when none is given) in the one form that all of them have. */
    broken(expected, found, offset = this.position) {
        return new errors/* MetadataFormatError */.Lk(`the metadata is broken at byte ${offset}: expected ${expected}, found ${found}`, offset);
    }
    need(length, what) {
        if (length <= this.bytes.length - this.position)
            return;
        throw this.broken(`${what} (${length} bytes)`, `the end of the file after ${this.remaining}`);
    }
}
/** Two hex digits. */
function hex(byte) {
    return byte.toString(16).padStart(2, '0');
}

;// CONCATENATED MODULE: ./build/metadata/identify.js

/** The first four bytes of every `_metadata` since Flink 1.1. */
const METADATA_MAGIC = 0x4960672d;
const SIGNATURES = [
    [[0x1f, 0x8b], 'gzip: unpack it first'],
    [[0x50, 0x4b, 0x03, 0x04], 'a zip archive: unpack it first'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'zstd: unpack it first'],
    [[0x42, 0x5a, 0x68], 'bzip2: unpack it first'],
    [[0xac, 0xed, 0x00, 0x05], 'a Java-serialised object, not the metadata of a savepoint'],
    [[0, 0, 0, 0], 'zeros: a copy that was never filled; fetch the file again'],
];
/**
 * What bytes without the magic number look like, for the error sentence: often it is the server's error page that
 * was saved in place of the file, or a packed copy.
 */
function describeForeignBytes(bytes) {
    if (bytes.length === 0)
        return 'an empty file';
    const start = [...bytes.subarray(0, 4)].map(hex).join(' ');
    const looksLike = guess(bytes);
    return looksLike === undefined ? `bytes ${start}` : `bytes ${start}, which look like ${looksLike}`;
}
function guess(bytes) {
    for (const [prefix, looksLike] of SIGNATURES) {
        if (bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte))
            return looksLike;
    }
    if (bytes.length < 4)
        return undefined;
    const text = printableStart(bytes);
    if (text === undefined)
        return undefined;
    if (/^<(!doctype html|html)/i.test(text))
        return 'an HTML page, such as an error page saved in place of the file';
    if (text.startsWith('<')) {
        const code = /<Code>([A-Za-z]+)<\/Code>/.exec(text)?.[1];
        return code === undefined
            ? 'an XML document, such as an error answer saved in place of the file'
            : `an S3 error answer (${code}) saved in place of the file`;
    }
    if (/^[{[]/.test(text))
        return 'a JSON document, such as an error answer saved in place of the file';
    return 'text';
}
/** The first bytes as trimmed text, where all of them are printable ASCII or part of a longer UTF-8 sequence. */
function printableStart(bytes) {
    const start = bytes.subarray(0, 512);
    if (start.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d))
        return undefined;
    return String.fromCharCode(...start).replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
}

;// CONCATENATED MODULE: ./build/metadata/java-object.js
/** Type codes, flags and the first handle of the Java Object Serialization Stream Protocol, version 5. */
const NULL = 0x70;
const REFERENCE = 0x71;
const CLASS_DESCRIPTION = 0x72;
const OBJECT = 0x73;
const STRING = 0x74;
const ARRAY = 0x75;
const BLOCK_DATA = 0x77;
const END_OF_BLOCK = 0x78;
const LONG_BLOCK_DATA = 0x7a;
const LONG_STRING = 0x7c;
const ENUM = 0x7e;
const HAS_WRITE_METHOD = 0x01;
const SERIALIZABLE = 0x02;
const FIRST_HANDLE = 0x7e0000;
const MAX_DEPTH = 32;
const PRIMITIVE_BYTES = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 };
/** Steps over one serialised object with its stream header. */
function readJavaObject(cursor) {
    const header = cursor.int('the header of a Java-serialised object');
    if (header >>> 0 !== 0xaced0005) {
        throw cursor.broken('the header of a Java-serialised object (aced0005)', (header >>> 0).toString(16).padStart(8, '0'), cursor.position - 4);
    }
    const walk = { cursor, handles: [], classes: new Set(), constants: new Set() };
    readContent(walk, 0);
    return walk;
}
/** One value; the text when it is a string. */
function readContent(walk, depth) {
    const { cursor } = walk;
    const code = cursor.byte('a Java object');
    if (depth > MAX_DEPTH)
        throw cursor.broken(`Java objects nested up to ${MAX_DEPTH} deep`, 'one more', cursor.position - 1);
    switch (code) {
        case NULL:
            return undefined;
        case REFERENCE: {
            const target = readBackReference(walk);
            return typeof target === 'string' ? target : undefined;
        }
        case OBJECT:
            readObject(walk, depth);
            return undefined;
        case ENUM:
            readEnum(walk, depth);
            return undefined;
        case ARRAY:
            readArray(walk, depth);
            return undefined;
        case STRING: {
            const text = cursor.text('a Java string');
            walk.handles.push(text);
            return text;
        }
        case LONG_STRING:
            walk.handles.push(undefined);
            cursor.skip(cursor.size('the length of a Java string', 0), 'a Java string');
            return undefined;
        case BLOCK_DATA:
            cursor.skip(cursor.byte('the length of Java block data'), 'Java block data');
            return undefined;
        case LONG_BLOCK_DATA:
            cursor.skip(cursor.count('a length of Java block data', 1), 'Java block data');
            return undefined;
        default:
            throw cursor.broken('a Java object', `type code 0x${code.toString(16)}`, cursor.position - 1);
    }
}
function readBackReference(walk) {
    const index = walk.cursor.int('a Java back reference') - FIRST_HANDLE;
    if (index >= 0 && index < walk.handles.length)
        return walk.handles[index];
    throw walk.cursor.broken(`a Java back reference below ${walk.handles.length}`, String(index), walk.cursor.position - 4);
}
function readObject(walk, depth) {
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    // The data of the topmost parent comes first.
    const hierarchy = [];
    for (let one = description; one !== undefined; one = one.parent) {
        if (hierarchy.length > MAX_DEPTH)
            throw walk.cursor.broken('a Java class with few parents', 'an endless chain');
        hierarchy.unshift(one);
    }
    for (const one of hierarchy) {
        if ((one.flags & SERIALIZABLE) === 0) {
            throw walk.cursor.broken('a serialisable Java class', `${one.name} with flags ${one.flags}`);
        }
        walk.cursor.skip(one.primitiveBytes, 'the fields of a Java object');
        for (let field = 0; field < one.objectFields; field++)
            readContent(walk, depth + 1);
        if ((one.flags & HAS_WRITE_METHOD) !== 0)
            readAnnotation(walk, depth);
    }
}
function readEnum(walk, depth) {
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    const constant = readContent(walk, depth + 1);
    if (description === undefined || constant === undefined)
        return;
    walk.constants.add(`${description.name}#${constant}`);
}
function readArray(walk, depth) {
    const { cursor } = walk;
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    const element = description?.name.charAt(1) ?? '';
    const bytes = PRIMITIVE_BYTES[element];
    const count = cursor.count('a number of elements of a Java array', bytes ?? 1);
    if (bytes !== undefined)
        cursor.skip(count * bytes, 'a Java array');
    else
        for (let index = 0; index < count; index++)
            readContent(walk, depth + 1);
}
function readClassDescription(walk, depth) {
    const { cursor } = walk;
    if (depth > MAX_DEPTH)
        throw cursor.broken(`Java classes nested up to ${MAX_DEPTH} deep`, 'one more');
    const code = cursor.byte('a Java class description');
    if (code === NULL)
        return undefined;
    if (code === REFERENCE) {
        const target = readBackReference(walk);
        if (typeof target === 'object')
            return target;
        throw cursor.broken('a reference to a Java class description', 'one to something else', cursor.position - 4);
    }
    if (code !== CLASS_DESCRIPTION) {
        throw cursor.broken('a Java class description', `type code 0x${code.toString(16)}`, cursor.position - 1);
    }
    const name = cursor.text('the name of a Java class');
    cursor.skip(8, 'the version of a Java class');
    const description = { name, flags: 0, primitiveBytes: 0, objectFields: 0, parent: undefined };
    walk.handles.push(description);
    walk.classes.add(name);
    description.flags = cursor.byte('the flags of a Java class');
    readFields(walk, description, depth);
    readAnnotation(walk, depth);
    description.parent = readClassDescription(walk, depth + 1);
    return description;
}
function readFields(walk, description, depth) {
    const { cursor } = walk;
    const count = cursor.short('the number of fields of a Java class');
    for (let field = 0; field < count; field++) {
        const type = String.fromCharCode(cursor.byte('the type of a Java field'));
        cursor.skipText('the name of a Java field');
        const bytes = PRIMITIVE_BYTES[type];
        if (bytes !== undefined) {
            description.primitiveBytes += bytes;
        }
        else if (type === 'L' || type === '[') {
            description.objectFields++;
            readContent(walk, depth + 1);
        }
        else {
            throw cursor.broken('the type of a Java field', JSON.stringify(type));
        }
    }
}
/** Whatever a class writes of its own accord, up to the end mark. */
function readAnnotation(walk, depth) {
    while (walk.cursor.peek() !== END_OF_BLOCK)
        readContent(walk, depth + 1);
    walk.cursor.skip(1, 'the end of Java block data');
}

;// CONCATENATED MODULE: ./build/metadata/reference-table.js

const KINDS = ['file', 'relative', 'segment', 'directory'];
const KIND_BITS = 0b11;
const INCREMENTAL = 0b100;
const CHANGELOG = 0b1000;
/** The path is plain ASCII. */
const ASCII = 0b10000;
const FIRST_ROWS = 64;
/**
 * The references of one file in columns, their paths left where they stand in the bytes. A large file has hundreds of
 * thousands: as objects with their texts they would take several times the file.
 */
class ReferenceTable {
    references = [];
    bytes;
    offsets = new Uint32Array(FIRST_ROWS);
    operators = new Uint32Array(FIRST_ROWS);
    subtasks = new Int32Array(FIRST_ROWS);
    objectBytes = new Float64Array(FIRST_ROWS);
    statesBytes = new Float64Array(FIRST_ROWS);
    flags = new Uint8Array(FIRST_ROWS);
    /** The path that was asked for last: whoever looks at one mostly looks at it again. */
    lastRow = -1;
    lastPath = '';
    constructor(bytes) {
        this.bytes = bytes;
    }
    /** Adds a reference whose text was checked; `offset` is that of the text's length prefix. */
    add(kind, offset, ascii, objectBytes, stateBytes, operator, subtask, incremental, changelog) {
        const row = this.references.length;
        if (row === this.offsets.length)
            this.grow(row * 2);
        this.offsets[row] = offset;
        this.operators[row] = operator;
        this.subtasks[row] = subtask;
        this.objectBytes[row] = objectBytes;
        this.statesBytes[row] = stateBytes;
        this.flags[row] = KINDS.indexOf(kind)
            | (incremental ? INCREMENTAL : 0) | (changelog ? CHANGELOG : 0) | (ascii ? ASCII : 0);
        this.references.push(new TableReference(this, row));
    }
    path(row) {
        if (row !== this.lastRow) {
            const start = this.offset(row) + 2;
            const end = start + this.byteLength(row);
            const ascii = ((this.flags[row] ?? 0) & ASCII) !== 0;
            this.lastPath = ascii ? this.bytes.toString('latin1', start, end) : (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, start, end);
            this.lastRow = row;
        }
        return this.lastPath;
    }
    offset(row) {
        return this.offsets[row] ?? 0;
    }
    byteLength(row) {
        const offset = this.offset(row);
        return ((this.bytes[offset] ?? 0) << 8) | (this.bytes[offset + 1] ?? 0);
    }
    kind(row) {
        return KINDS[(this.flags[row] ?? 0) & KIND_BITS] ?? 'file';
    }
    /** -1 for unknown. */
    sizeBytes(row) {
        return this.objectBytes[row] ?? 0;
    }
    stateBytes(row) {
        return this.statesBytes[row] ?? 0;
    }
    operator(row) {
        return this.operators[row] ?? 0;
    }
    subtask(row) {
        return this.subtasks[row] ?? -1;
    }
    incremental(row) {
        return ((this.flags[row] ?? 0) & INCREMENTAL) !== 0;
    }
    changelog(row) {
        return ((this.flags[row] ?? 0) & CHANGELOG) !== 0;
    }
    grow(rows) {
        this.offsets = copied(this.offsets, new Uint32Array(rows));
        this.operators = copied(this.operators, new Uint32Array(rows));
        this.subtasks = copied(this.subtasks, new Int32Array(rows));
        this.objectBytes = copied(this.objectBytes, new Float64Array(rows));
        this.statesBytes = copied(this.statesBytes, new Float64Array(rows));
        this.flags = copied(this.flags, new Uint8Array(rows));
    }
}
function copied(from, to) {
    to.set(from);
    return to;
}
/** A row, looking like any other reference. */
class TableReference {
    table;
    row;
    constructor(table, row) {
        this.table = table;
        this.row = row;
    }
    get kind() {
        return this.table.kind(this.row);
    }
    get path() {
        return this.table.path(this.row);
    }
    get offset() {
        return this.table.offset(this.row);
    }
    get byteLength() {
        return this.table.byteLength(this.row);
    }
    get sizeIs() {
        if (this.table.sizeBytes(this.row) < 0)
            return 'unknown';
        return this.kind === 'segment' ? 'at-least' : 'exact';
    }
    get sizeBytes() {
        return Math.max(0, this.table.sizeBytes(this.row));
    }
    get stateBytes() {
        return this.table.stateBytes(this.row);
    }
    get operator() {
        return this.table.operator(this.row);
    }
    get subtask() {
        return this.table.subtask(this.row);
    }
    get incremental() {
        return this.table.incremental(this.row);
    }
    get changelog() {
        return this.table.changelog(this.row);
    }
}

;// CONCATENATED MODULE: ./build/metadata/subtask-table.js
const subtask_table_FIRST_ROWS = 64;
/** Shared by all operators without subtasks: an empty column of its own takes some hundred bytes. */
const NO_INDEXES = new Uint32Array(0);
const NO_BYTES = new Float64Array(0);
/**
 * The subtasks of one operator in columns, used for one operator after the other: a job has hundreds of thousands, and
 * an object for each would cost more than what is known of it.
 */
class SubtaskTable {
    #indexes = new Uint32Array(subtask_table_FIRST_ROWS);
    #bytes = new Float64Array(subtask_table_FIRST_ROWS);
    #rows = 0;
    add(index, stateBytes) {
        if (this.#rows === this.#indexes.length)
            this.#grow(this.#rows * 2);
        this.#indexes[this.#rows] = index;
        this.#bytes[this.#rows] = stateBytes;
        this.#rows++;
    }
    clear() {
        this.#rows = 0;
    }
    /** A copy in the size that is needed. */
    indexes() {
        return this.#rows === 0 ? NO_INDEXES : this.#indexes.slice(0, this.#rows);
    }
    /** A copy in the size that is needed, row by row what belongs to {@link indexes}. */
    stateBytes() {
        return this.#rows === 0 ? NO_BYTES : this.#bytes.slice(0, this.#rows);
    }
    #grow(rows) {
        const [indexes, bytes] = [new Uint32Array(rows), new Float64Array(rows)];
        indexes.set(this.#indexes);
        bytes.set(this.#bytes);
        this.#indexes = indexes;
        this.#bytes = bytes;
    }
}

;// CONCATENATED MODULE: ./build/metadata/text-set.js

/** More distinct names than this are looked up by their text: comparing with each would take time without bound. */
const MAX_SPANS = 16;
const NO_TEXTS = [];
/**
 * Distinct texts of a file, in order of appearance. Thousands of subtasks repeat the same few names, so they are
 * compared as bytes and decoded once.
 */
class TextSet {
    bytes;
    spans = [];
    more = new Set();
    constructor(bytes) {
        this.bytes = bytes;
    }
    /** Adds the checked text in `bytes[start, end)`. */
    add(start, end) {
        for (const known of this.spans) {
            if (this.same(known.start, known.end, start, end))
                return;
        }
        if (this.spans.length < MAX_SPANS)
            this.spans.push({ start, end });
        else
            this.more.add((0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, start, end));
    }
    clear() {
        if (this.spans.length > 0)
            this.spans = [];
        if (this.more.size > 0)
            this.more = new Set();
    }
    texts() {
        if (this.spans.length === 0)
            return NO_TEXTS;
        return [...this.spans.map(({ start, end }) => (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, start, end)), ...this.more];
    }
    same(aStart, aEnd, bStart, bEnd) {
        if (aEnd - aStart !== bEnd - bStart)
            return false;
        for (let index = 0; index < aEnd - aStart; index++) {
            if (this.bytes[aStart + index] !== this.bytes[bStart + index])
                return false;
        }
        return true;
    }
}

;// CONCATENATED MODULE: ./build/metadata/walk.js



/**
 * Handles hold handles: a changelog holds materialised ones, code 3 may wrap code 3. Flink nests two or three deep;
 * the limit keeps hostile bytes from exhausting the stack.
 */
const walk_MAX_DEPTH = 16;
/** One walk over the bytes: where it stands, the surroundings of the present handle, and what was found so far. */
class Walk {
    cursor;
    dialect;
    /** Index of the present operator. */
    operator = 0;
    /** Index of the present subtask, -1 outside of any. */
    subtask = -1;
    /** Within the managed keyed state of a subtask: heap timers are raw keyed state, of code 3 whatever the backend. */
    managedKeyed = false;
    /** Within the shared or private list of codes 5 and 11. */
    incremental = false;
    /** Within codes 8 to 10, 13 and 14. */
    changelog = false;
    /** Within codes 10 and 13, where the size in a stream handle is not the object's. */
    sizeUnknown = false;
    /**
     * Bytes of state that the handle around takes for itself, -1 where it says nothing: many channel handles may share
     * one file, so the size of the stream handle inside must not be added.
     */
    share = -1;
    table;
    inlineCount = 0;
    inlineBytes = 0;
    inlineNames = new Set();
    /** Names of the present operator's partitionable states. */
    stateNames;
    /** Bytes of the present operator's state. */
    stateBytes = 0;
    /** What of it are changelog increments in files. */
    changelogDeltaBytes = 0;
    /** The present operator's subtasks. */
    subtasks = new SubtaskTable();
    /** Codes 8 or 14 occurred. */
    hasChangelog = false;
    /** Any of codes 8 to 10 occurred: their fields differ in 1.14. */
    hasOldChangelogCode = false;
    /** Code 7 occurred, which only canonical savepoints have. */
    hasSavepointKeyGroups = false;
    channelHandleCount = 0;
    keyedStateForms = new Set();
    constructor(cursor, dialect) {
        this.cursor = cursor;
        this.dialect = dialect;
        this.table = new ReferenceTable(cursor.bytes);
        this.stateNames = new TextSet(cursor.bytes);
    }
    /**
     * Keeps a path that was just stepped over; `offset` is that of its length prefix, `ascii` whether it is plain.
     * `objectBytes` is what the handle says of the object and `stateBytes` of its part in it, -1 for unknown.
     */
    reference(kind, offset, ascii, objectBytes, stateBytes) {
        const state = Math.max(0, this.share >= 0 ? this.share : stateBytes);
        this.stateBytes += state;
        this.table.add(kind, offset, ascii, this.sizeUnknown ? -1 : objectBytes, state, this.operator, this.subtask, this.incremental, this.changelog);
    }
    /** Counts a state that lies in the metadata itself, under `name`. */
    inline(name, bytes) {
        this.inlineCount++;
        this.inlineBytes += bytes;
        this.inlineNames.add(name);
        this.stateBytes += this.share >= 0 ? this.share : bytes;
    }
}

;// CONCATENATED MODULE: ./build/metadata/stream-handle.js

/** Codes of handles that lead to a stream of bytes. */
const IN_LINE = 1;
const FILE = 2;
const KEY_GROUPS = 3;
const RELATIVE_FILE = 6;
const SEGMENT = 15;
const EMPTY_SEGMENT = 16;
/** Steps over one stream handle and keeps what it refers to. `what` names it in errors. */
function readStreamHandle(walk, what, depth = 0) {
    const { cursor } = walk;
    const code = cursor.byte(what);
    switch (code) {
        case 0:
            return 'null';
        case IN_LINE:
            readInLine(walk);
            return 'in-line';
        case FILE: {
            const size = cursor.size('the size of a file', -1);
            const offset = cursor.position;
            const ascii = cursor.checkText('the path of a file');
            walk.reference('file', offset, ascii, size, size);
            return 'other';
        }
        case KEY_GROUPS:
            checkDepth(walk, depth);
            readKeyGroupOffsets(walk);
            readStreamHandle(walk, 'the stream of a key group handle', depth + 1);
            return 'other';
        case RELATIVE_FILE: {
            const offset = cursor.position;
            const ascii = cursor.checkText('the name of a relative file');
            const size = cursor.size('the size of a relative file', -1);
            walk.reference('relative', offset, ascii, size, size);
            return 'other';
        }
        case SEGMENT:
            readSegment(walk);
            return 'other';
        case EMPTY_SEGMENT:
            return 'other';
        default:
            throw cursor.broken(`${what} (code 0, 1, 2, 3, 6, 15 or 16)`, `code ${code}`, cursor.position - 1);
    }
}
function readInLine(walk) {
    const { cursor } = walk;
    const name = cursor.text('the name of an in-line state');
    const length = cursor.count('a number of bytes of in-line state', 1);
    cursor.skip(length, 'in-line state');
    walk.inline(name, length);
}
function readSegment(walk) {
    const { cursor } = walk;
    const start = cursor.size('the start of a file segment', 0);
    const size = cursor.size('the size of a file segment', 0);
    const scope = cursor.int('the scope of a file segment');
    if (scope !== 0 && scope !== 1) {
        throw cursor.broken('the scope of a file segment (0 or 1)', String(scope), cursor.position - 4);
    }
    const offset = cursor.position;
    const ascii = cursor.checkText('the path of a file segment');
    walk.reference('segment', offset, ascii, start + size, size);
    cursor.skipText('the logical file id of a segment');
}
/** Steps over a range of key groups with one offset for each. */
function readKeyGroupOffsets(walk) {
    const { cursor } = walk;
    cursor.int('the first key group');
    const count = cursor.count('a number of key groups', 8);
    cursor.skip(count * 8, 'the offsets of key groups');
}
/** @throws MetadataFormatError where handles are nested deeper than any real file has them. */
function checkDepth(walk, depth) {
    if (depth < walk_MAX_DEPTH)
        return;
    throw walk.cursor.broken(`handles nested up to ${walk_MAX_DEPTH} deep`, 'one more handle inside', walk.cursor.position - 1);
}

;// CONCATENATED MODULE: ./build/metadata/channel-handle.js

/** Codes in front of channel handles, version 6 and later. */
const INPUT = 1;
const OUTPUT = 2;
const MERGED_INPUT = 3;
const MERGED_OUTPUT = 4;
/** What the smallest channel handle takes: two ints, no offsets, a size and a stream (merged: even less, but one byte). */
const CHANNEL_HANDLE_BYTES = 18;
/** Steps over the in-flight data of one subtask (unaligned checkpoints) in one direction. */
function readChannelHandles(walk, direction) {
    const { cursor } = walk;
    const { channelHandles } = walk.dialect;
    const count = cursor.count(`a number of ${direction} channel handles`, CHANNEL_HANDLE_BYTES);
    walk.channelHandleCount += count;
    for (let index = 0; index < count; index++) {
        if (channelHandles !== 'typed') {
            readPlain(walk, channelHandles === 'with-subtask');
            continue;
        }
        const code = cursor.byte('the code of a channel handle');
        if (code === (direction === 'input' ? INPUT : OUTPUT))
            readPlain(walk, true);
        else if (code === (direction === 'input' ? MERGED_INPUT : MERGED_OUTPUT))
            readMerged(walk);
        else {
            const codes = direction === 'input' ? 'code 1 or 3' : 'code 2 or 4';
            throw cursor.broken(`an ${direction} channel handle (${codes})`, `code ${code}`, cursor.position - 1);
        }
    }
}
function readPlain(walk, withSubtask) {
    const { cursor } = walk;
    if (withSubtask)
        readIndex(walk, 'the subtask of a channel handle');
    readIndex(walk, 'the gate or partition of a channel handle');
    readIndex(walk, 'the channel or subpartition of a channel handle');
    const offsets = cursor.count('a number of offsets of a channel handle', 8);
    cursor.skip(offsets * 8, 'the offsets of a channel handle');
    readDelegate(walk);
}
function readMerged(walk) {
    const { cursor } = walk;
    readIndex(walk, 'the subtask of a merged channel handle');
    readDelegate(walk);
    const length = cursor.count('a number of bytes of the offsets of a merged channel handle', 1);
    cursor.skip(length, 'the offsets of a merged channel handle');
}
/** The size of this channel's part, and the stream that holds it: one file for many channels, so the part counts. */
function readDelegate(walk) {
    const { cursor } = walk;
    const size = Math.max(0, cursor.size('the size of a channel state', -1));
    const before = walk.stateBytes;
    walk.share = size;
    const start = cursor.position;
    // Flink accepts no null here; to see that is what tells the two layouts of version 3 apart.
    if (readStreamHandle(walk, 'the stream of a channel handle') === 'null') {
        throw cursor.broken('the stream of a channel handle', 'null (code 0)', start);
    }
    walk.share = -1;
    // An empty segment has nothing that could take the share; Flink counts the channel by its own size all the same.
    walk.stateBytes = before + size;
}
function readIndex(walk, what) {
    const value = walk.cursor.int(what);
    if (value < 0)
        throw walk.cursor.broken(`${what}, 0 or more`, String(value), walk.cursor.position - 4);
}

;// CONCATENATED MODULE: ./build/metadata/keyed-handle.js

/** Codes of handles of keyed state. */
const keyed_handle_KEY_GROUPS = 3;
const keyed_handle_INCREMENTAL = 5;
const SAVEPOINT_KEY_GROUPS = 7;
const keyed_handle_CHANGELOG = 8;
const CHANGELOG_IN_LINE = 9;
const CHANGELOG_FILES = 10;
const INCREMENTAL_V2 = 11;
const KEY_GROUPS_V2 = 12;
const CHANGELOG_FILES_V2 = 13;
const CHANGELOG_V2 = 14;
/** The least that a keyed handle takes: the code of a null one. */
const KEYED_HANDLE_BYTES = 1;
/** An empty local path, and a null handle. */
const LIST_ENTRY_BYTES = 3;
/** A key group and a length. */
const CHANGE_BYTES = 8;
/** An offset, and a null handle. */
const DELTA_ENTRY_BYTES = 9;
/** Steps over one handle of keyed state and keeps what it refers to. `what` names it in errors. */
function readKeyedHandle(walk, what, depth = 0) {
    const { cursor } = walk;
    const code = cursor.byte(what);
    switch (code) {
        case 0:
            return;
        case keyed_handle_KEY_GROUPS:
        case SAVEPOINT_KEY_GROUPS:
        case KEY_GROUPS_V2:
            readKeyGroupOffsets(walk);
            readStreamHandle(walk, 'the stream of a key group handle', depth);
            if (code === KEY_GROUPS_V2)
                cursor.skipText('the id of a key group handle');
            if (code === SAVEPOINT_KEY_GROUPS)
                walk.hasSavepointKeyGroups = true;
            noteForm(walk, code === SAVEPOINT_KEY_GROUPS ? 'canonical' : 'key-groups');
            return;
        case keyed_handle_INCREMENTAL:
        case INCREMENTAL_V2:
            readIncremental(walk, code === INCREMENTAL_V2);
            noteForm(walk, 'incremental');
            return;
        case keyed_handle_CHANGELOG:
        case CHANGELOG_V2:
            checkDepth(walk, depth);
            readChangelog(walk, code === CHANGELOG_V2, depth);
            return;
        case CHANGELOG_IN_LINE:
            readInLineChanges(walk);
            return;
        case CHANGELOG_FILES:
        case CHANGELOG_FILES_V2:
            readChangeFiles(walk, code === CHANGELOG_FILES_V2);
            return;
        default:
            throw cursor.broken(`${what} (code 0, 3, 5 or 7 to 14)`, `code ${code}`, cursor.position - 1);
    }
}
function noteForm(walk, form) {
    if (walk.managedKeyed)
        walk.keyedStateForms.add(form);
}
function readIncremental(walk, second) {
    const { cursor } = walk;
    cursor.skip(8, 'the checkpoint id of an incremental handle');
    cursor.skipText('the backend id of an incremental handle');
    readKeyGroupRange(walk);
    if (second)
        cursor.skip(8, 'the checkpointed size of an incremental handle');
    readStreamHandle(walk, 'the meta stream of an incremental handle');
    walk.incremental = true;
    readHandleList(walk, 'shared files');
    readHandleList(walk, 'private files');
    walk.incremental = false;
    if (second)
        cursor.skipText('the id of an incremental handle');
}
function readHandleList(walk, what) {
    const { cursor } = walk;
    const count = cursor.count(`a number of ${what}`, LIST_ENTRY_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.skipText('the local path of a file');
        readStreamHandle(walk, 'the stream of a shared or private file');
    }
}
function readChangelog(walk, second, depth) {
    const { cursor } = walk;
    const released = walk.dialect.changelog === 'released';
    const outer = walk.changelog;
    walk.changelog = true;
    walk.hasChangelog = true;
    if (!second)
        walk.hasOldChangelogCode = true;
    readKeyGroupRange(walk);
    if (released)
        cursor.skip(8, 'the size of a changelog handle');
    for (const part of ['materialised handles', 'changelog increments']) {
        const count = cursor.count(`a number of ${part}`, KEYED_HANDLE_BYTES);
        for (let index = 0; index < count; index++)
            readKeyedHandle(walk, `one of the ${part}`, depth + 1);
    }
    if (released)
        cursor.skip(8, 'the materialisation id of a changelog handle');
    if (second)
        cursor.skip(8, 'the checkpoint id of a changelog handle');
    if (released)
        cursor.skipText('the id of a changelog handle');
    walk.changelog = outer;
}
function readInLineChanges(walk) {
    const { cursor } = walk;
    walk.hasOldChangelogCode = true;
    readKeyGroupRange(walk);
    cursor.skip(16, 'the range of changes');
    const count = cursor.count('a number of changes', CHANGE_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.int('the key group of a change');
        const length = cursor.count('a number of bytes of a change', 1);
        cursor.skip(length, 'a change');
        walk.stateBytes += length;
    }
    if (walk.dialect.changelog === 'released')
        cursor.skipText('the id of a changelog increment');
}
function readChangeFiles(walk, second) {
    const { cursor } = walk;
    const released = walk.dialect.changelog === 'released';
    const outer = walk.changelog;
    if (!second)
        walk.hasOldChangelogCode = true;
    walk.changelog = true;
    // The sizes inside count bytes before compression, and increments of several handles may lie in one file.
    walk.sizeUnknown = true;
    walk.share = 0;
    readKeyGroupRange(walk);
    const count = cursor.count('a number of files of changes', DELTA_ENTRY_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.skip(8, 'an offset in a file of changes');
        readStreamHandle(walk, 'the stream of a file of changes');
    }
    walk.changelog = outer;
    walk.sizeUnknown = false;
    walk.share = -1;
    const deltaBytes = Math.max(0, cursor.long('the size of a changelog increment'));
    walk.stateBytes += deltaBytes;
    walk.changelogDeltaBytes += deltaBytes;
    if (released) {
        cursor.skip(8, 'the checkpointed size of a changelog increment');
        cursor.skipText('the id of a changelog increment');
    }
    if (second)
        cursor.skipText('the storage identifier of a changelog increment');
}
function readKeyGroupRange(walk) {
    walk.cursor.int('the first key group');
    const count = walk.cursor.int('a number of key groups');
    if (count >= 0)
        return;
    throw walk.cursor.broken('a number of key groups of 0 or more', String(count), walk.cursor.position - 4);
}

;// CONCATENATED MODULE: ./build/metadata/operator-handle.js

/** Codes of handles of operator state. */
const PARTITIONABLE = 4;
const PARTITIONABLE_MERGED = 17;
/** An empty name, a mode, no offsets. */
const STATE_BYTES = 7;
/** Flink knows three ways to hand the parts of such a state out again: split, union, broadcast. */
const LAST_MODE = 2;
/** Steps over one handle of operator state and keeps what it refers to. `what` names it in errors. */
function readOperatorHandle(walk, what) {
    const { cursor } = walk;
    const code = cursor.byte(what);
    if (code === 0)
        return;
    if (code !== PARTITIONABLE && code !== PARTITIONABLE_MERGED) {
        throw cursor.broken(`${what} (code 0, 4 or 17)`, `code ${code}`, cursor.position - 1);
    }
    readStates(walk);
    if (code === PARTITIONABLE_MERGED) {
        readDirectory(walk, 'the task-owned directory');
        readDirectory(walk, 'the shared directory');
        cursor.byte('the mark of an empty state');
    }
    readStreamHandle(walk, 'the stream of an operator state handle');
}
function readStates(walk) {
    const { cursor } = walk;
    const count = cursor.count('a number of operator states', STATE_BYTES);
    for (let index = 0; index < count; index++) {
        const name = cursor.position;
        cursor.checkText('the name of an operator state');
        walk.stateNames.add(name + 2, cursor.position);
        const mode = cursor.byte('the distribution mode of an operator state');
        if (mode > LAST_MODE) {
            throw cursor.broken('a distribution mode between 0 and 2', String(mode), cursor.position - 1);
        }
        const offsets = cursor.count('a number of offsets of an operator state', 8);
        cursor.skip(offsets * 8, 'the offsets of an operator state');
    }
}
function readDirectory(walk, what) {
    const offset = walk.cursor.position;
    const ascii = walk.cursor.checkText(what);
    walk.reference('directory', offset, ascii, -1, 0);
}

;// CONCATENATED MODULE: ./build/metadata/operator.js





/** An id, two ints, a chain length or a coordinator's code, and a number of subtasks. */
const OPERATOR_BYTES = 29;
/** The index of a finished subtask; one with state takes more. */
const SUBTASK_BYTES = 4;
/** Steps over one operator with all its subtasks. */
function readOperator(walk) {
    const { cursor, dialect: { version } } = walk;
    walk.stateNames.clear();
    walk.subtasks.clear();
    walk.stateBytes = 0;
    walk.changelogDeltaBytes = 0;
    const name = version >= 5 ? cursor.text('the name of an operator') : '';
    const uid = version >= 5 ? cursor.text('the uid of an operator') : '';
    const id = readId(walk);
    const parallelism = cursor.int('the parallelism of an operator');
    const maxParallelism = cursor.int('the maximum parallelism of an operator');
    const hasCoordinator = version >= 3 ? readCoordinator(walk) : skipChainLength(walk);
    const coordinatorBytes = walk.stateBytes;
    const subtasks = readSubtasks(walk, id, parallelism, hasCoordinator);
    return {
        id,
        ...(name === '' ? {} : { name }),
        ...(uid === '' ? {} : { uid }),
        parallelism,
        maxParallelism,
        subtasks: subtasks.present,
        finishedSubtasks: subtasks.finished,
        fullyFinished: subtasks.fullyFinished,
        stateBytes: walk.stateBytes,
        coordinatorBytes,
        changelogDeltaBytes: walk.changelogDeltaBytes,
        subtaskIndexes: walk.subtasks.indexes(),
        subtaskBytes: walk.subtasks.stateBytes(),
        stateNames: walk.stateNames.texts(),
    };
}
function readId(walk) {
    const start = walk.cursor.position;
    walk.cursor.skip(16, 'the id of an operator');
    // In one piece: put together digit by digit it would take ten times the memory.
    return walk.cursor.bytes.toString('hex', start, start + 16);
}
function skipChainLength(walk) {
    walk.cursor.int('the chain length of an operator');
    return false;
}
function readCoordinator(walk) {
    const start = walk.cursor.position;
    const kind = readStreamHandle(walk, 'the coordinator state of an operator');
    if (kind !== 'other')
        return kind === 'in-line';
    throw walk.cursor.broken('the coordinator state of an operator (code 0 or 1)', `code ${walk.cursor.bytes[start] ?? 0}`, start);
}
function readSubtasks(walk, id, parallelism, hasCoordinator) {
    const { cursor, dialect: { version } } = walk;
    const found = { present: 0, finished: 0, fullyFinished: false };
    if (version >= 3 && (cursor.peek() ?? 0) >= 0x80) {
        cursor.int('a number of subtasks');
        if (hasCoordinator) {
            throw cursor.broken('no coordinator state of a finished operator', 'one', cursor.position - 4);
        }
        found.fullyFinished = true;
        return found;
    }
    const count = cursor.count('a number of subtasks', SUBTASK_BYTES);
    for (let subtask = 0; subtask < count; subtask++) {
        const written = cursor.int('the index of a subtask');
        const finished = version >= 3 && written < 0;
        const index = finished ? -(written + 1) : written;
        if (index < 0 || index >= parallelism) {
            throw cursor.broken(`the index of a subtask, below the operator's parallelism of ${parallelism}`, String(index), cursor.position - 4);
        }
        if (finished) {
            found.finished++;
        }
        else {
            const before = walk.stateBytes;
            walk.subtask = index;
            readSubtask(walk, id, index);
            walk.subtask = -1;
            walk.subtasks.add(index, walk.stateBytes - before);
            found.present++;
        }
    }
    return found;
}
function readSubtask(walk, id, index) {
    const { cursor, dialect: { version } } = walk;
    if (version === 2) {
        cursor.skip(8, 'the duration of a subtask');
        refuseLegacyState(walk, id, index);
    }
    if (readFlag(walk))
        readOperatorHandle(walk, 'a managed operator state handle');
    if (readFlag(walk))
        readOperatorHandle(walk, 'a raw operator state handle');
    walk.managedKeyed = true;
    readKeyedHandle(walk, 'a managed keyed state handle');
    walk.managedKeyed = false;
    readKeyedHandle(walk, 'a raw keyed state handle');
    if (version >= 3) {
        readChannelHandles(walk, 'input');
        readChannelHandles(walk, 'output');
    }
}
function refuseLegacyState(walk, id, index) {
    const legacy = walk.cursor.int('a number of legacy states');
    if (legacy === 0)
        return;
    if (legacy < 0) {
        throw walk.cursor.broken('a number of legacy states of 0 or more', String(legacy), walk.cursor.position - 4);
    }
    throw new errors/* UnsupportedMetadataError */.LT(`subtask ${index} of operator ${id} has state of Flink 1.1 or older (the Checkpointed interface), which Flink `
        + 'dropped after 1.3: restore this savepoint with Flink 1.3, let the operator use CheckpointedFunction and take a '
        + 'new savepoint', 'legacy-state', 2);
}
function readFlag(walk) {
    const flag = walk.cursor.int('the mark of an operator state');
    if (flag === 0 || flag === 1)
        return flag === 1;
    throw walk.cursor.broken('the mark of an operator state (0 or 1)', String(flag), walk.cursor.position - 4);
}

// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __webpack_require__(7851);
;// CONCATENATED MODULE: ./build/metadata/parse.js







const FLINK_VERSIONS = {
    2: '1.3 - 1.10',
    3: '1.11 - 1.15',
    4: '1.16 - 1.20',
    5: '2.0',
    6: '2.1 - 2.3',
};
const MASTER_STATE_MAGIC = 0xc96b1696;
/** Magic, length, and in there a version, a name and a length. */
const MASTER_STATE_BYTES = 18;
/**
 * Walks the bytes of a `_metadata` of Flink 1.3 to 2.3 and gives what it holds. The references read their paths from
 * the bytes when they are asked: leave these as they are while the snapshot is in use.
 *
 * @throws MetadataFormatError for bytes that are no `_metadata`, or a broken one.
 * @throws UnsupportedMetadataError for one that is known by name and refused.
 */
function parseMetadata(bytes) {
    const version = readVersion(new Cursor(bytes));
    const dialect = {
        version, channelHandles: version >= 6 ? 'typed' : 'with-subtask', changelog: 'released',
    };
    const walk = new Walk(new Cursor(bytes), dialect);
    try {
        return readSnapshot(walk);
    }
    catch (error) {
        if (version !== 3 || !(error instanceof errors/* MetadataFormatError */.Lk))
            throw error;
        return readOtherLayout(bytes, walk, error);
    }
}
/**
 * Version 3 names three layouts: Flink 1.11 wrote channel handles without a subtask, and the experimental changelog of
 * 1.14 shorter handles. Only bytes that the usual layout does not fit, and that hold such handles, come here.
 *
 * @throws MetadataFormatError of the layout that fits the longest, for there the bytes are broken: `usual`, or that of 1.11.
 */
function readOtherLayout(bytes, walk, usual) {
    let broken = usual;
    if (walk.channelHandleCount > 0) {
        const first = tryLayout(bytes, { version: 3, channelHandles: 'without-subtask', changelog: 'released' });
        if (!(first instanceof errors/* MetadataFormatError */.Lk))
            return first;
        if (first.offset > broken.offset)
            broken = first;
    }
    if (!walk.hasOldChangelogCode)
        throw broken;
    const experimental = tryLayout(bytes, { version: 3, channelHandles: 'with-subtask', changelog: '1.14' });
    if (experimental instanceof errors/* MetadataFormatError */.Lk)
        throw broken;
    throw new errors/* UnsupportedMetadataError */.LT('this checkpoint was written by the experimental changelog state backend of Flink 1.14, which no other release '
        + 'reads: restore it with Flink 1.14 and take a savepoint', 'changelog-1.14', 3);
}
function tryLayout(bytes, dialect) {
    try {
        return readSnapshot(new Walk(new Cursor(bytes), dialect));
    }
    catch (error) {
        if (error instanceof errors/* MetadataFormatError */.Lk)
            return error;
        throw error;
    }
}
function readVersion(cursor) {
    const { bytes } = cursor;
    if (bytes.length < 4 || cursor.int('the magic number') !== METADATA_MAGIC) {
        throw new errors/* MetadataFormatError */.Lk('these bytes are no Flink _metadata: at byte 0, expected the magic number 49 60 67 2d, found '
            + `${describeForeignBytes(bytes)} (savepoints of Flink 1.0 carry no magic number and cannot be read)`, 0);
    }
    const version = cursor.int('the metadata version');
    switch (version) {
        case 2:
        case 3:
        case 4:
        case 5:
        case 6:
            return version;
        case 1:
            throw new errors/* UnsupportedMetadataError */.LT('metadata version 1 is that of Flink 1.2 and older, which Flink itself has refused since 1.11: restore this '
                + 'savepoint with Flink 1.3 to 1.10 and take a new one', 'version-1', version);
        case 7:
            throw new errors/* UnsupportedMetadataError */.LT('metadata version 7 is a proposal that no released Flink writes: restore this snapshot with the build that '
                + 'wrote it and take a savepoint with a released Flink (1.3 to 2.3)', 'version-7', version);
        default:
            throw new errors/* UnsupportedMetadataError */.LT(`metadata version ${version} is not known here (2 to 6 are, Flink 1.3 to 2.3): if a newer Flink wrote this `
                + 'snapshot, look for a newer release of this tool; otherwise the bytes at 4 to 7 are damaged', 'unknown-version', version);
    }
}
function readSnapshot(walk) {
    const { cursor, dialect: { version } } = walk;
    cursor.skip(8, 'the magic number and version');
    const checkpointId = cursor.bigLong('the checkpoint id');
    if (checkpointId < 0n)
        throw cursor.broken('a checkpoint id of 0 or more', String(checkpointId), 8);
    const masterStates = readMasterStates(cursor);
    const operators = readOperators(walk);
    const properties = version >= 4 ? readJavaObject(cursor) : undefined;
    if (cursor.remaining > 0)
        throw cursor.broken('the end of the file', `${cursor.remaining} more bytes`);
    return {
        version,
        flinkVersions: FLINK_VERSIONS[version],
        checkpointId,
        kind: kindOf(properties, walk.hasSavepointKeyGroups),
        operators,
        references: walk.table.references,
        inlineStates: { count: walk.inlineCount, bytes: walk.inlineBytes },
        inlineNames: [...walk.inlineNames],
        masterStates,
        hasChangelog: walk.hasChangelog,
        keyedStateForms: [...walk.keyedStateForms],
        warnings: (0,warnings/* warningsOf */.nZ)(walk, operators),
    };
}
function readMasterStates(cursor) {
    const count = cursor.count('a number of master states', MASTER_STATE_BYTES);
    const states = [];
    for (let index = 0; index < count; index++) {
        const magic = cursor.int('the magic number of a master state');
        if (magic >>> 0 !== MASTER_STATE_MAGIC) {
            throw cursor.broken('the magic number of a master state (c96b1696)', (magic >>> 0).toString(16), cursor.position - 4);
        }
        const length = cursor.count('a number of bytes of a master state', 1);
        const end = cursor.position + length;
        const version = cursor.int('the version of a master state');
        const name = cursor.text('the name of a master state');
        const bytes = cursor.count('a number of bytes of a master state', 1);
        cursor.skip(bytes, 'a master state');
        if (cursor.position !== end) {
            throw cursor.broken(`the end of a master state at byte ${end}`, `it at ${cursor.position}`);
        }
        states.push({ name, version, bytes });
    }
    return states;
}
/**
 * The largest jobs have some thousands. One without subtasks takes 29 bytes in the file and several hundred in memory, here and in
 * what is told of it.
 */
const MOST_OPERATORS = 100_000;
function readOperators(walk) {
    const count = walk.cursor.count('a number of operators', OPERATOR_BYTES);
    if (count > MOST_OPERATORS) {
        throw walk.cursor.broken(`${MOST_OPERATORS} operators at most, which is far more than any job has`, String(count), walk.cursor.position - 4);
    }
    const operators = [];
    for (; walk.operator < count; walk.operator++)
        operators.push(readOperator(walk));
    return operators;
}
/** The properties at the end of the file tell (V4+); without them, only canonical savepoints have code 7. */
function kindOf(properties, hasSavepointKeyGroups) {
    if (properties?.classes.has('org.apache.flink.runtime.checkpoint.CheckpointType') === true)
        return 'checkpoint';
    const format = 'org.apache.flink.core.execution.SavepointFormatType';
    if (properties?.constants.has(`${format}#CANONICAL`) === true)
        return 'savepoint-canonical';
    if (properties?.constants.has(`${format}#NATIVE`) === true)
        return 'savepoint-native';
    return hasSavepointKeyGroups ? 'savepoint-canonical' : 'unknown';
}


/***/ }),

/***/ 4458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Zu: () => (/* binding */ digestsFor),
  EV: () => (/* binding */ expectationOf),
  jz: () => (/* binding */ passAsClaimed),
  P: () => (/* binding */ proofUnclaimed)
});

// UNUSED EXPORTS: Passage

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
// EXTERNAL MODULE: ./build/storage/fill.js
var fill = __webpack_require__(1437);
;// CONCATENATED MODULE: ./build/storage/content-check.js




/**
 * What the source's store knows of its content that can be compared as the bytes pass: an MD5, the MD5s of parts, a checksum. Asks
 * the store where its ETag alone does not say. `undefined` where there is nothing, and where nothing has to be compared: bytes
 * of a local file, or that come through TLS.
 *
 * @param read `whole`: the bytes are few and in memory. An MD5 is worth its time whatever they came through, a request is not.
 */
async function expectationOf(source, read, options) {
    const { claim, sizeBytes } = source;
    const mayAsk = read === 'in pieces';
    if (claim === undefined || (claim.authenticated && (mayAsk || claim.md5 === undefined)))
        return undefined;
    const { md5, composed } = claim;
    if (md5 !== undefined)
        return { claim, kind: 'md5', expected: md5, digests: () => [new Hashed('md5', 'hex')] };
    if (composed !== undefined) {
        const told = mayAsk ? await claim.partBytes(options) : undefined;
        const sizes = told === undefined ? (0,storage_etag/* guessPartBytes */.yV)(sizeBytes, composed.parts) : [told];
        return {
            claim, kind: 'composed', expected: composed.etag, ...(told !== undefined && { partBytes: told }),
            digests: () => sizes.map((bytes) => new Composed(bytes, sizeBytes)),
        };
    }
    return checksumExpectation(claim, await claim.checksums(mayAsk, options));
}
function checksumExpectation(claim, checksums) {
    for (const [algorithm, make] of CHECKSUMS) {
        const expected = checksums.get(algorithm);
        if (expected !== undefined)
            return { claim, kind: 'checksum', expected, digests: () => [make()] };
    }
    return undefined;
}
/** What makes an ETag of this form of the content, by each size that its parts may have had; empty where nothing does. */
function digestsFor(etag, sizeBytes) {
    if ((0,storage_etag/* md5InEtag */.Jk)(etag) !== undefined)
        return [new Hashed('md5', 'hex')];
    const parts = (0,storage_etag/* partsInEtag */.r_)(etag);
    return parts === undefined ? [] : (0,storage_etag/* guessPartBytes */.yV)(sizeBytes, parts).map((bytes) => new Composed(bytes, sizeBytes));
}
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
/** By the names of the API, the cheapest first. */
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
/** One way of all bytes of an object through here, in pieces that may come in any order. */
class Passage {
    #expectation;
    #earlier;
    #digests;
    #waiting = new Map();
    #next = 0;
    #proof;
    /** @param proof what is known where nothing is compared. @param earlier the digests of earlier passages that were in doubt. */
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
     * All bytes have passed. Other bytes than the store claims, twice the same, are right and the claim is not.
     *
     * @throws DoubtError where they are others and it is worth another passage; StorageError `corrupt-answer` where each passage had others.
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
            throw (0,fill/* readsDiffer */.gG)(claim);
    }
}
/** The bytes that passed are not those that the source's store claims. Never leaves {@link passAsClaimed}. */
class DoubtError extends Error {
    name = 'DoubtError';
    result;
    constructor(result) {
        super('the bytes are not those that the store claims');
        this.result = result;
    }
}
/** Where the size of the parts is a guess, a wrong one and a bit that flips once shall not be taken for bits that flip each time. */
function mostDoubts({ kind, partBytes }) {
    return kind === 'composed' && partBytes === undefined ? 2 : 1;
}
/**
 * Moves an object, and again where what passed is not what the source's store claims: that tells a bit that flipped on the way from
 * a claim that is none.
 *
 * @param pass hands each piece to the passage, and settles it before the result can be taken for the object.
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
/** What the way from the source alone proves: everything where it is a disk or TLS, nothing where bits may flip on it unseen. */
function proofUnclaimed({ claim }) {
    return claim === undefined || claim.authenticated ? 'bytes' : 'size';
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
/** The number of parts in an ETag of the form that S3 gives to an upload in parts: the MD5 of the parts' MD5s, and their number. */
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
 * The sizes that the parts of an object may have had, the likeliest first: what clients use, the least whole MiB, equal parts. A
 * store that does not tell leaves no more than guesses.
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
/* harmony export */   z: () => (/* binding */ fileError)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5012);
/* harmony import */ var _system_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4186);



const KNOWN = {
    ENOENT: ['not-found', 'does not exist: check the path'],
    ENOTDIR: ['not-found', 'has a file where a directory should be: check the path'],
    // Of all calls here, only that of a directory fails with it: what is taken under other names is somebody's answer.
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


/***/ }),

/***/ 6166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ fillAsClaimed)
/* harmony export */ });
/* harmony import */ var _content_check_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4458);
/* harmony import */ var _fill_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1437);


/**
 * Fills memory with all of a source, for a target that makes no digest by itself. Where the bytes are not those that the source's
 * store claims they are read once more: the same ones again are right, and the claim is none. No request is made but for bytes.
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
 * The memory in which pieces of objects are held between being read and being written. Pieces wait in their order until
 * there is room, so that many large objects at once do not fill the machine.
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

/***/ 3182:
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
// EXTERNAL MODULE: ./build/storage/content-check.js + 1 modules
var content_check = __webpack_require__(4458);
// EXTERNAL MODULE: ./build/storage/fill-as-claimed.js
var fill_as_claimed = __webpack_require__(6166);
// EXTERNAL MODULE: ./build/storage/fill.js
var fill = __webpack_require__(1437);
// EXTERNAL MODULE: ./build/storage/held-memory.js
var held_memory = __webpack_require__(2075);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
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
     * Puts the entries of all remembered directories on disk, where the system lets us: Windows cannot, and a directory that may
     * be written to but not listed cannot be opened for it; the files in it are on disk by themselves.
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
 * @throws StorageError where that would be outside of `homes`, or where something is that is no file; nothing is left then
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
 * Lets `fill` write the temporary file, puts it on disk and gives it its name: `replace` by renaming over what is
 * there, `if-absent` by a hard link, which fails if the name is taken. The temporary name is gone afterwards in any case.
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
;// CONCATENATED MODULE: ./build/storage/file/file-stamp.js
/**
 * Tells this writing of a file from any other: its inode, which a rename keeps, and the time of its last write, finer than
 * milliseconds. An inode that is used again has another time.
 */
function stampOf({ ino, mtimeMs }) {
    return `${ino}:${mtimeMs}`;
}

// EXTERNAL MODULE: ./build/storage/file/homes.js
var file_homes = __webpack_require__(9761);
;// CONCATENATED MODULE: ./build/storage/file/list-directory.js






const PAGE = 1000;
/**
 * Every file below the directory. The directory itself may be a symbolic link; below it, links to directories are not
 * followed (no circles), and links to files count only where they stay inside: a snapshot from elsewhere must not make
 * this program read what the user did not name. Where names were given (`homes`), inside is what they cover, for the
 * directory itself too; else the directory. A directory that vanishes meanwhile has no files.
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
                const found = await describeEntry(entry, location, root, homes, (real) => { homes.tellOfLinkedDirectory(location, real); });
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
/** What lies directly in the directory, by the same rules: links to directories are not among the directories. */
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
        if (!(await (0,promises_.stat)(path)).isDirectory() || !await homes.holds(directory))
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
        const isInside = homes.confined ? await homes.holds(location) : target.startsWith(root.endsWith(external_node_path_.sep) ? root : root + external_node_path_.sep);
        return isInside ? found : undefined;
    }
    catch (error) {
        const fault = (0,file_errors/* fileError */.z)(error, 'stat', location);
        if (missing(fault))
            return undefined;
        throw fault;
    }
}

;// CONCATENATED MODULE: ./build/storage/file/unfinished-files.js




/**
 * How long nothing was written to what nobody writes any more. A run that gets no bytes ends after minutes; the rest is for clocks of
 * file servers that are wrong.
 */
const UNFINISHED_FOR_MS = 24 * 60 * 60 * 1000;
/**
 * Removes from a directory what killed runs left in it. A file is such a one where it has the name that only this program gives
 * (16 random hex digits), is a regular file of the user that runs this, and nobody wrote to it for a day. What else has such a name
 * is left alone. A directory that is not there, or may not be listed, has none.
 */
async function clearUnfinished(directory) {
    const [removed, left] = [[], []];
    try {
        for await (const { name } of await (0,promises_.opendir)((0,local_path/* localPath */.$S)(directory))) {
            if (!(0,local_path/* isTemporaryName */.$W)(name))
                continue;
            (await clearOne((0,external_node_path_.join)((0,local_path/* localPath */.$S)(directory), name)) ? removed : left).push((0,local_path/* childLocation */.ME)(directory, name));
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


















const CHUNK_BYTES = 1024 * 1024;
/** A larger file is written in pieces of this size, each read by itself. */
const PIECE_BYTES = 16 * 2 ** 20;
/** Pieces of one file that are on their way at once. */
const PIECES_AT_ONCE = 4;
const UNCONFINED = new file_homes/* Homes */.P([]);
/**
 * The store of local files (and of whatever is mounted). Files appear under their names only when they are complete
 * and on disk; what is being written has a temporary name beside it that is never listed.
 */
function createFileStore({ named = [], onWarning } = {}) {
    const homes = new file_homes/* Homes */.P(named, onWarning);
    const dirty = new DirectorySync();
    const memory = new held_memory/* HeldMemory */.t();
    const store = {
        type: 'file',
        stat: (location, options) => statFile(location, options, homes),
        list: (directory, options = {}) => listDirectory(directory, options, homes),
        listLevel: (directory, options = {}) => listDirectoryLevel(directory, options, homes),
        read: (location, options) => readFile(location, options, homes),
        source: (info) => fileSource(info, homes),
        write: (location, source, options) => writeFile({ dirty, homes }, memory, location, source, options),
        tryWrite: (location) => guarded('write', location, () => tryLanding({ dirty, homes }, location)),
        requireReplaceable: (location) => guarded('write', location, () => (0,open_file/* requireReplaceable */.um)((0,local_path/* localPath */.$S)(location), (0,location_location/* displayLocation */.S5)(location))),
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
                return await duplicateFile({ dirty, homes }, origin, from, to, options);
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
        publish: (location, bytes, options) => publishFile({ dirty, homes }, location, bytes, options),
        remove: (locations, options) => removeFiles(locations, options, homes),
        removeUnchanged: (objects, options) => removeUnchangedFiles(objects, options, homes),
        close() {
            // nothing is held open between operations
        },
    };
    return store;
}
async function guarded(operation, location, work) {
    try {
        return await work();
    }
    catch (error) {
        throw (0,file_errors/* fileError */.z)(error, operation, location);
    }
}
async function statFile(location, options = {}, homes = UNCONFINED) {
    options.signal?.throwIfAborted();
    try {
        const found = await (0,promises_.stat)((0,local_path/* localPath */.$S)(location));
        if (!found.isFile() || !await homes.holds(location))
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
async function readFile(location, options, homes) {
    return guarded('read', location, async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            options.signal?.throwIfAborted();
            const file = file_store_addDisposableResource(env_2, await (0,open_file/* openRegular */.lf)(location, homes), true);
            const { size, mtime } = await file.stat();
            if (size > options.maxBytes) {
                throw new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} has ${size} bytes where at most ${options.maxBytes} were expected: check that it is the right file`, { code: 'too-large', operation: 'read', location });
            }
            const bytes = new Uint8Array(size);
            let at = 0;
            for await (const chunk of chunksOf(file, 0, size, location, options)) {
                bytes.set(chunk, at);
                at += chunk.length;
            }
            return { info: { location, sizeBytes: size, modifiedAt: mtime }, bytes };
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = file_store_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    });
}
/** Fresh buffers of at most 1 MiB each; a file that ends early is an error. */
async function* chunksOf(file, start, end, location, options) {
    for (let at = start; at < end;) {
        options.signal?.throwIfAborted();
        const buffer = new Uint8Array(Math.min(CHUNK_BYTES, end - at));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0)
            throw changed(location);
        at += bytesRead;
        yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead);
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
function fileSource(info, homes) {
    return {
        sizeBytes: info.sizeBytes,
        async open(start, end, options) {
            return pinnedRange(await openPinned(info, homes), info, start, end, options);
        },
        readInto: (into, start, options) => readPinned(info, homes, into, start, options),
    };
}
async function openPinned(info, homes) {
    return guarded('open', info.location, async () => {
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
async function readPinned(info, homes, into, start, { signal }) {
    return guarded('read', info.location, async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const file = file_store_addDisposableResource(env_3, await openPinned(info, homes), true);
            for (let at = 0; at < into.length;) {
                signal?.throwIfAborted();
                const { bytesRead } = await file.read(into, at, into.length - at, start + at);
                if (bytesRead === 0)
                    throw changed(info.location);
                at += bytesRead;
            }
            requireUnchanged(await file.stat(), info);
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = file_store_disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    });
}
async function* pinnedRange(file, info, start, end, options) {
    try {
        yield* chunksOf(file, start, end, info.location, options);
        requireUnchanged(await file.stat(), info);
    }
    catch (error) {
        throw (0,file_errors/* fileError */.z)(error, 'read', info.location);
    }
    finally {
        await file.close();
    }
}
async function writeFile({ dirty, homes }, memory, location, source, options = {}) {
    return guarded('write', location, async () => {
        const temporary = await openTemporary({ dirty, homes }, location);
        let proof = 'size';
        let stamp = '';
        await landTemporary(temporary, (0,local_path/* localPath */.$S)(location), 'replace', async (file) => {
            proof = source.sizeBytes <= PIECE_BYTES
                ? await writeWhole(file, memory, source, options)
                : await writePieces(file, memory, source, options);
            stamp = stampOf(await file.stat());
        });
        return { ...await described(location), proof, stamp };
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
async function duplicateFile({ dirty, homes }, origin, from, to, options = {}) {
    return guarded('copyfile', to, async () => {
        options.signal?.throwIfAborted();
        const temporary = await openTemporary({ dirty, homes }, to);
        let stamp = '';
        await landTemporary(temporary, (0,local_path/* localPath */.$S)(to), 'replace', async (file) => {
            await (0,open_file/* copyOpened */.jb)(origin, (0,local_path/* localPath */.$S)(from.location), file, temporary.path);
            requireUnchanged(await origin.stat(), from);
            stamp = stampOf(await file.stat());
        });
        options.onBytes?.(from.sizeBytes);
        return { ...await described(to), proof: 'size', stamp };
    });
}
async function publishFile({ dirty, homes }, location, bytes, options) {
    return guarded('link', location, async () => {
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
async function removeFiles(locations, options = {}, homes = UNCONFINED) {
    let directory = '';
    for (const location of locations) {
        options.signal?.throwIfAborted();
        await guarded('unlink', location, async () => {
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
async function removeUnchangedFiles(objects, options = {}, homes = UNCONFINED) {
    const left = [];
    for (const info of objects) {
        options.signal?.throwIfAborted();
        const found = await statFile(info.location, options, homes);
        if (found === undefined)
            continue;
        const sameFile = info.stamp === undefined || info.stamp === found.stamp;
        if (sameFile && found.sizeBytes === info.sizeBytes && found.modifiedAt?.getTime() === (info.modifiedAt ?? found.modifiedAt)?.getTime()) {
            await removeFiles([info.location], options, homes);
        }
        else
            left.push(info.location);
    }
    return left;
}

;// CONCATENATED MODULE: ./build/storage/open-store.js



/**
 * Opens the store that the location's scheme names; nothing is asked of it yet. The AWS SDK is loaded only for S3.
 *
 * @param write what every write carries; for the target.
 * @throws StorageError `unsupported` for a scheme that is neither `file` nor one of S3's.
 */
async function openStore(location, side, s3, write, { tuning, named = [], ...options }) {
    if (location.scheme === 'file') {
        return createFileStore({ named: named === 'anywhere' ? [] : [location, ...named], ...(options.onWarning && { onWarning: options.onWarning }) });
    }
    if (!(0,location_location/* isS3Scheme */.Ib)(location.scheme))
        throw unsupportedScheme(location, side);
    const { createS3Store } = await Promise.all(/* import() */[__webpack_require__.e(479), __webpack_require__.e(197)]).then(__webpack_require__.bind(__webpack_require__, 3197));
    return createS3Store(s3, { side, ...(write && { write }), ...options, ...tuning });
}
/** Tools that copy where this program cannot. */
const TOOLS = {
    hdfs: 'hadoop distcp',
    viewfs: 'hadoop distcp',
    webhdfs: 'hadoop distcp',
    gs: 'gcloud storage cp',
    abfs: 'azcopy',
    abfss: 'azcopy',
    wasb: 'azcopy',
    wasbs: 'azcopy',
    oss: 'ossutil',
};
function unsupportedScheme(location, side) {
    const tool = TOOLS[location.scheme];
    return new storage_error/* StorageError */.a(`${side}: ${(0,location_location/* displayLocation */.S5)(location)} is on ${location.scheme}:, which cannot be read or written here, only local files and S3 `
        + `(s3, s3a, s3p, s3n) can: copy the snapshot with its own tool${tool === undefined ? '' : ` (${tool})`} and rewrite its _metadata with `
        + '"flink-snapshot rewrite IN OUT --path-map \'old => new\'"', { code: 'unsupported', operation: 'open', location });
}


/***/ })

};
