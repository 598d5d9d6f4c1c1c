export const id = 835;
export const ids = [835];
export const modules = {

/***/ 5823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ kindAndFormatOf)
/* harmony export */ });
/* unused harmony export kindByName */
/* harmony import */ var _location_flink_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3137);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);


/** By the name of its directory: that of a checkpoint, or any other, of a savepoint. */
function kindByName(directory) {
    return (0,_location_flink_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isCheckpointName */ .iI)((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory)) ? 'checkpoint' : 'savepoint';
}
/**
 * What a snapshot is: by its metadata where that tells (version 4 and later, and canonical savepoints
 * before), else by the name of its directory.
 */
function kindAndFormatOf({ kind }, directory) {
    switch (kind) {
        case 'savepoint-canonical':
            return { kind: 'savepoint', format: 'canonical' };
        case 'savepoint-native':
            return { kind: 'savepoint', format: 'native' };
        case 'checkpoint':
            return { kind: 'checkpoint' };
        case 'unknown':
            return { kind: kindByName(directory) };
    }
}


/***/ }),

/***/ 3621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t7: () => (/* reexport */ operatorStates),
  ED: () => (/* binding */ readOutside)
});

// UNUSED EXPORTS: OUTSIDE_KINDS

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/snapshot/places.js
var places = __webpack_require__(593);
// EXTERNAL MODULE: ./build/metadata/modified-utf8.js
var modified_utf8 = __webpack_require__(6725);
;// CONCATENATED MODULE: ./build/snapshot/outside/state-reader.js

/** The bytes of a state are not in the format that was tried. The message says at which byte, for tests. */
class StateFormatError extends Error {
    name = 'StateFormatError';
}
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const LATIN1_LIMIT = 0x80;
/**
 * A place in the bytes of a state. Every step is checked against the bytes that are there, and no length is
 * believed before. Java's types are big-endian; what Flink writes through a little-endian `ByteBuffer` has
 * methods of its own.
 *
 * @throws StateFormatError from each of its methods, where the bytes do not fit.
 */
class StateReader {
    #bytes;
    #position = 0;
    constructor(bytes) {
        this.#bytes = (0,modified_utf8/* asBuffer */.bS)(bytes);
    }
    get remaining() {
        return this.#bytes.length - this.#position;
    }
    byte() {
        return this.#bytes.readUInt8(this.#step(1));
    }
    /** The next byte without going forward, `undefined` at the end. */
    peek() {
        return this.#bytes[this.#position];
    }
    /** A Java `boolean` as `writeBoolean` writes it. */
    boolean() {
        const value = this.byte();
        if (value > 1)
            this.fail('a boolean');
        return value === 1;
    }
    short() {
        return this.#bytes.readUInt16BE(this.#step(2));
    }
    int() {
        return this.#bytes.readInt32BE(this.#step(4));
    }
    intLittleEndian() {
        return this.#bytes.readInt32LE(this.#step(4));
    }
    long() {
        return this.#bytes.readBigInt64BE(this.#step(8));
    }
    skip(length) {
        this.#step(length);
    }
    /** So many bytes, which stay where they are. */
    bytes(length) {
        const start = this.#step(length);
        return this.#bytes.subarray(start, start + length);
    }
    /** Bytes after their length in four bytes. */
    block() {
        return this.bytes(this.int());
    }
    /** Bytes after their length in four bytes, the lowest first. */
    blockLittleEndian() {
        return this.bytes(this.intLittleEndian());
    }
    /** Number of items that follow, each of `itemBytes` bytes or more. */
    count(itemBytes) {
        return this.#checkedCount(this.int(), itemBytes);
    }
    countLittleEndian(itemBytes) {
        return this.#checkedCount(this.intLittleEndian(), itemBytes);
    }
    /** A text as `DataOutput.writeUTF` writes it. */
    utf() {
        const length = this.short();
        const start = this.#step(length);
        try {
            return (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.#bytes, start, start + length);
        }
        catch (error) {
            if (error instanceof modified_utf8/* MalformedTextError */.xk)
                this.fail('modified UTF-8');
            throw error;
        }
    }
    /** A text as Flink's `StringValue.writeString` writes it; `undefined` for null. */
    flinkString() {
        let length = this.#varint();
        if (length === 0)
            return undefined;
        length--;
        if (length > this.remaining)
            this.fail(`a text of ${length} characters`);
        const units = [];
        for (let index = 0; index < length; index++)
            units.push(this.#varint());
        return textOf(units);
    }
    /** A text as Flink's `StringUtils.writeNullableString` writes it. */
    nullableString() {
        return this.boolean() ? (this.flinkString() ?? this.fail('a text')) : undefined;
    }
    /** A `long` or `int` as Avro writes it, as far as a number holds it. */
    avroLong() {
        const value = this.#varint();
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    /** A text of so many bytes in UTF-8. */
    utf8(length) {
        return decodeUtf8(this.bytes(length));
    }
    /** Steps over four bytes that must be these. */
    magic(expected) {
        if (this.int() !== (expected | 0))
            this.fail(`magic ${expected.toString(16)}`);
    }
    magicLittleEndian(expected) {
        if (this.intLittleEndian() !== (expected | 0))
            this.fail(`magic ${expected.toString(16)}`);
    }
    /** What is read must end here. */
    end() {
        if (this.remaining > 0)
            this.fail('the end');
    }
    /** The bytes from here on, whatever they are. */
    rest() {
        return this.bytes(this.remaining);
    }
    fail(expected) {
        throw new StateFormatError(`expected ${expected} near byte ${this.#position}`);
    }
    #checkedCount(count, itemBytes) {
        if (count < 0 || count * itemBytes > this.remaining)
            this.fail('a count');
        return count;
    }
    /** Seven bits a byte, the lowest first, a set eighth for more. At most what a Java int takes. */
    #varint() {
        let value = 0;
        for (let shift = 0; shift < 35; shift += 7) {
            const byte = this.byte();
            value += (byte & 0x7f) * 2 ** shift;
            if (byte < LATIN1_LIMIT)
                return value;
        }
        return this.fail('a number of variable length');
    }
    #step(length) {
        if (length < 0 || length > this.remaining)
            this.fail(`${length} bytes`);
        const start = this.#position;
        this.#position += length;
        return start;
    }
}
/** @throws StateFormatError for bytes that are no UTF-8. */
function decodeUtf8(bytes) {
    try {
        return UTF8.decode(bytes);
    }
    catch {
        throw new StateFormatError('expected UTF-8');
    }
}
/** Below this, a call of `String.fromCharCode` per chunk stays within the engine's limit on arguments. */
const CHUNK_UNITS = 8192;
function textOf(units) {
    let text = '';
    for (let at = 0; at < units.length; at += CHUNK_UNITS) {
        const chunk = units.slice(at, at + CHUNK_UNITS);
        if (chunk.some((unit) => unit > 0xffff))
            throw new StateFormatError('expected a character');
        text += String.fromCharCode(...chunk);
    }
    return text;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/entries.js

/** After so many entries that are not understood, the state is somebody else's. */
const MOST_FAULTS = 16;
/**
 * Reads the entries of a state in the window of its stream. Entries lie one behind the other, so their
 * offsets grow; where they do not, they are not Flink's, and going on could take time without bound.
 */
function readEntries(row, state, window) {
    if (isCompressed(state, window))
        return { entries: [], trouble: 'compressed' };
    const { bytes, offsetBytes, cut } = window;
    const end = offsetBytes + bytes.length;
    const entries = [];
    let trouble;
    let faults = 0;
    let from = state.offsetAt(0);
    for (let index = 0; index < state.entries; index++) {
        const isLast = index + 1 === state.entries;
        const to = isLast ? end : state.offsetAt(index + 1);
        const isWithin = from >= offsetBytes && from < to && to <= end;
        const found = isWithin ? tryReaders(row, bytes.subarray(from - offsetBytes, to - offsetBytes)) : undefined;
        if (found !== undefined) {
            entries.push(found);
        }
        else {
            const mayBeCut = cut && from >= offsetBytes && (isLast || to > end);
            trouble ??= mayBeCut ? 'too-large' : 'not-understood';
            if (!isWithin || ++faults === MOST_FAULTS)
                break;
        }
        from = to;
    }
    return trouble === undefined ? { entries } : { entries, trouble };
}
/** What the first reader that understands the entry finds; `undefined` where none does. */
function tryReaders(row, entry) {
    for (const reader of row.readers) {
        try {
            return reader(entry);
        }
        catch (error) {
            if (!(error instanceof StateFormatError))
                throw error;
        }
    }
    return undefined;
}
/** How a stream of Snappy's framing format starts: a chunk of type ff, six bytes long, with its name. */
const SNAPPY_HEADER = Buffer.from('ff060000734e61507059', 'hex');
/** Bytes before the first entry of a compressed state. */
const COMPRESSION_HEADER_BYTES = SNAPPY_HEADER.length;
/**
 * Whether `execution.checkpointing.snapshot-compression` is on: the head of the stream says so
 * (`OperatorBackendSerializationProxy`, since its version 6), or a compressed stream starts before the first
 * entry. Offsets lead to blocks of it then.
 */
function isCompressed(state, { bytes, offsetBytes }) {
    if (offsetBytes === 0 && bytes.length > 4 && state.offsetAt(0) > 4) {
        const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
        if (head.readInt32BE(0) >= 6 && head.readInt32BE(0) < 100 && head[4] === 1)
            return true;
    }
    const first = state.offsetAt(0) - offsetBytes;
    if (first < COMPRESSION_HEADER_BYTES || first > bytes.length)
        return false;
    return SNAPPY_HEADER.equals(bytes.subarray(first - COMPRESSION_HEADER_BYTES, first));
}

;// CONCATENATED MODULE: ./build/snapshot/outside/findings.js
/** Sums up, over the subtasks of each operator, what entries of states say. */
class Findings {
    #snapshot;
    #mostPaths;
    #findings = new Map();
    #unread = new Map();
    constructor(snapshot, mostPaths) {
        this.#snapshot = snapshot;
        this.#mostPaths = mostPaths;
    }
    /** Takes what the entries of one state of one subtask say. */
    read(operator, subtask, row, state, read) {
        for (const entry of read.entries) {
            const counted = new Set();
            for (const found of entry) {
                const growing = this.#growing(operator, subtask, state.name, found);
                for (const path of found.paths)
                    growing.paths.add(path);
                for (const id of found.ids)
                    growing.ids.add(id);
                if (!counted.has(growing))
                    growing.entries++;
                counted.add(growing);
            }
        }
        const { trouble } = read;
        if (trouble === undefined)
            return;
        const rest = state.entries - read.entries.length;
        if (trouble !== 'not-understood')
            this.#noteUnread(operator, subtask, row, state, rest, { reason: trouble });
        else if (row.notUnderstood !== 'nothing') {
            this.#unknown(operator, subtask, row, state, rest, row.notUnderstood);
        }
    }
    /** Takes it that a state of one subtask was not read. */
    notRead(operator, subtask, row, state, why) {
        this.#noteUnread(operator, subtask, row, state, state.entries, why);
    }
    /** In the order of the operators in the file. */
    all() {
        return inOrder(this.#findings.values()).flatMap(({ operator, state, found, subtasks, paths, ids, entries }) => {
            const owner = this.#snapshot.operators[operator];
            if (owner === undefined)
                return [];
            return {
                ...found,
                operator: owner,
                subtasks: ascending(subtasks),
                state,
                entries,
                paths: [...paths].slice(0, this.#mostPaths),
                pathCount: paths.size,
                ids: [...ids].slice(0, this.#mostPaths),
            };
        });
    }
    unread() {
        return inOrder(this.#unread.values()).flatMap(({ operator, subtasks, ...rest }) => {
            const owner = this.#snapshot.operators[operator];
            return owner === undefined ? [] : { operator: owner, subtasks: ascending(subtasks), ...rest };
        });
    }
    #noteUnread(operator, subtask, row, state, entries, { reason, message }) {
        if (row.byName === 'nothing' && isNobodysConcern(reason, subtask))
            return;
        const key = `${operator} ${reason} ${state.name}`;
        let unread = this.#unread.get(key);
        if (unread === undefined) {
            unread = {
                operator,
                state: state.name,
                subtasks: new Set(),
                reason,
                ...(message !== undefined && { message }),
            };
            this.#unread.set(key, unread);
        }
        if (subtask >= 0)
            unread.subtasks.add(subtask);
        if (row.byName !== 'nothing')
            this.#unknown(operator, subtask, row, state, entries, row.byName);
    }
    #unknown(operator, subtask, { kind, beside, uncommitted }, state, entries, certainty) {
        const names = this.#snapshot.operators[operator]?.stateNames ?? [];
        if (beside !== undefined && names.includes(beside.name)) {
            this.#growing(operator, subtask, state.name, {
                kind: beside.kind,
                certainty: 'likely',
                uncommitted,
            }).entries += entries;
            return;
        }
        this.#growing(operator, subtask, state.name, { kind, certainty, uncommitted }).entries += entries;
    }
    #growing(operator, subtask, state, found) {
        const { kind, certainty, uncommitted } = found;
        const key = `${operator} ${kind} ${certainty} ${uncommitted} ${state}`;
        let growing = this.#findings.get(key);
        if (growing === undefined) {
            growing = {
                operator,
                state,
                found: { kind, certainty, uncommitted },
                subtasks: new Set(),
                paths: new Set(),
                ids: new Set(),
                entries: 0,
            };
            this.#findings.set(key, growing);
        }
        if (subtask >= 0)
            growing.subtasks.add(subtask);
        return growing;
    }
}
/**
 * Every source has a state under the name that those of files have too: that one of Kafka was not read is
 * nobody's concern. Some is not read for what it is, though: much of it points at many files.
 */
function isNobodysConcern(reason, subtask) {
    return reason !== 'failed' && reason !== 'too-large' && (reason !== 'left-out' || subtask >= 0);
}
/** What is read from files comes after what lies in `_metadata`: sorted, it stands with its operator. */
function inOrder(all) {
    return [...all].sort((a, b) => a.operator - b.operator);
}
function ascending(numbers) {
    return [...numbers].sort((a, b) => a - b);
}

;// CONCATENATED MODULE: ./build/snapshot/outside/formats.js
/** A finding that is sure, with paths. */
function sure(kind, uncommitted, paths) {
    return { kind, certainty: 'sure', uncommitted, paths, ids: [] };
}

;// CONCATENATED MODULE: ./build/snapshot/outside/versioned.js

/**
 * An entry of a `SimpleVersionedListState` of Flink (or what `Buckets` of the StreamingFileSink does by
 * itself): a byte array as `BytePrimitiveArraySerializer` writes it, of a version and bytes.
 *
 * @throws StateFormatError for something else.
 */
function readVersionedEntry(entry) {
    return readVersionedBytes(new StateReader(entry).block());
}
/** What `SimpleVersionedSerialization.writeVersionAndSerialize` gives as bytes. */
function readVersionedBytes(bytes) {
    const reader = new StateReader(bytes);
    const versioned = readVersioned(reader);
    reader.end();
    return versioned;
}
/** What `SimpleVersionedSerialization.writeVersionAndSerialize` writes into a stream. */
function readVersioned(reader) {
    return { version: readVersion(reader), bytes: reader.block() };
}
/** What `SimpleVersionedSerialization.writeVersionAndSerializeList` writes. */
function readVersionedList(reader) {
    const version = readVersion(reader);
    const values = [];
    for (let more = reader.count(4); more > 0; more--)
        values.push({ version, bytes: reader.block() });
    return values;
}
/** Versions are small; a large one is something else. */
const MOST_VERSIONS = 1000;
function readVersion(reader) {
    const version = reader.int();
    if (version < 0 || version > MOST_VERSIONS)
        reader.fail('a version');
    return version;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/recoverables.js


/**
 * Reads the path out of what a file system keeps to go on with a file that is not committed, or to commit it
 * (`RecoverableWriter.ResumeRecoverable` and `CommitRecoverable`): that of the file as it is called once it
 * is committed. `undefined` for a file system whose format is not known here.
 *
 * `bucketPath`, where the state names it, gives the S3 formats what they leave out: they name a key only.
 *
 * @throws StateFormatError for a format that is known, and broken.
 */
function recoverablePath({ version, bytes }, bucketPath) {
    const start = new StateReader(bytes);
    if (start.remaining < 4)
        return undefined;
    const magic = start.int() >>> 0;
    if (magic === IN_PROGRESS_FILE || magic === PENDING_FILE) {
        return readWrapped(start, version, magic === PENDING_FILE, bucketPath);
    }
    const read = FORMATS.get(magic);
    return read === undefined ? readWithoutMagic(bytes, bucketPath) : read(new StateReader(bytes), bucketPath);
}
/**
 * `OutputStreamBasedInProgressFileRecoverableSerializer` and `...PendingFileRecoverableSerializer`, which all
 * file systems have in common since 1.11. Version 2 (since 1.15) names the file in full.
 */
const IN_PROGRESS_FILE = 0xb3a4073d;
const PENDING_FILE = 0x2c853c89;
function readWrapped(reader, version, pending, bucketPath) {
    const target = version >= 2 && reader.boolean() ? reader.utf() : undefined;
    if (version >= 2 && pending)
        reader.skip(8);
    const inner = readVersioned(reader);
    reader.end();
    return target ?? recoverablePath(inner, bucketPath);
}
/** Two more formats start with a text, and are taken only where the bytes fit them exactly. */
function readWithoutMagic(bytes, bucketPath) {
    for (const format of [readNativeObjectName, readBlob]) {
        try {
            return format(new StateReader(bytes), bucketPath);
        }
        catch (error) {
            if (!(error instanceof StateFormatError))
                throw error;
        }
    }
    return undefined;
}
/** By the first four bytes, as they stand. */
const FORMATS = new Map([
    // LocalRecoverableSerializer of flink-core, and HadoopRecoverableSerializer of flink-hadoop-fs.
    [swapped(0x1e744b57), readTwoPaths],
    [swapped(0xd7436c5e), readTwoPaths],
    // HadoopPathBasedPendingFileRecoverableSerializer of flink-hadoop-bulk.
    [swapped(0x2c853c90), readPathThenTemporary],
    // S3RecoverableSerializer of flink-s3-fs-base.
    [swapped(0x98761432), readObjectName],
]);
/** The bytes of an int in the other order. */
function swapped(magic) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(magic);
    return bytes.readUInt32BE();
}
/** The lengths of both paths, then that of the finished file and that of the file in progress. */
function readTwoPaths(reader) {
    reader.skip(4 + 8);
    const targetBytes = reader.intLittleEndian();
    const temporaryBytes = reader.intLittleEndian();
    const target = reader.utf8(targetBytes);
    reader.skip(temporaryBytes);
    reader.end();
    return target;
}
/** Each path after its length: that of the finished file, then that of the file in progress. */
function readPathThenTemporary(reader) {
    reader.skip(4);
    const target = reader.utf8(reader.intLittleEndian());
    reader.blockLittleEndian();
    reader.end();
    return target;
}
/** The key of the object, of which a multipart upload is open. */
function readObjectName(reader, bucketPath) {
    reader.skip(4);
    const key = reader.utf8(reader.intLittleEndian());
    reader.blockLittleEndian();
    for (let parts = reader.countLittleEndian(8); parts > 0; parts--) {
        reader.skip(4);
        reader.blockLittleEndian();
    }
    reader.skip(8);
    reader.blockLittleEndian();
    reader.skip(8);
    reader.end();
    return withBucket(key, bucketPath);
}
/** NativeS3RecoverableSerializer of flink-s3-fs-native, since 2.3. */
function readNativeObjectName(reader, bucketPath) {
    const key = reader.utf();
    reader.utf();
    reader.skip(8);
    for (let parts = reader.count(6); parts > 0; parts--) {
        reader.skip(4);
        reader.utf();
    }
    if (reader.boolean()) {
        reader.utf();
        reader.skip(8);
    }
    reader.end();
    return withBucket(key, bucketPath);
}
/** GSCommitRecoverableSerializer of flink-gs-fs-hadoop; GSResumeRecoverableSerializer writes 9 bytes more. */
function readBlob(reader) {
    const bucket = reader.utf();
    const object = reader.utf();
    reader.skip(reader.count(16) * 16);
    if (reader.remaining > 0) {
        reader.skip(8);
        reader.boolean();
    }
    reader.end();
    if (!/^[a-z0-9][a-z0-9._-]+$/.test(bucket))
        reader.fail('a bucket');
    return `gs://${bucket}/${object}`;
}
function withBucket(key, bucketPath) {
    if (key === '')
        throw new StateFormatError('expected a key');
    const bucket = bucketPath === undefined ? undefined : /^[a-z][a-z0-9+.-]*:\/\/[^/]+\//i.exec(bucketPath)?.[0];
    return bucket === undefined ? key : bucket + key;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/file-sink.js




const BUCKET_STATE = 0x1e764b79;
const COMMITTABLE = 0x1e765c80;
const REMAINING_REQUESTS = 0xa946be83;
const REQUEST = 0x2fc61e19;
/**
 * State of a FileSink's writer (`FileWriterBucketStateSerializer`, versions 1 to 3), and of
 * StreamingFileSink and the file sinks of the Table API (`BucketStateSerializer`, versions 1 and 2): a
 * bucket, its path, the file that is open in it, and up to version 2 the files that wait to be committed.
 *
 * A bucket without any of these files is forgotten at a restore by StreamingFileSink. A FileSink forgets it
 * at its next checkpoint (`FileWriter`), and writes new files below its path until then.
 */
function bucketReader(kind) {
    return (entry) => {
        const { version, bytes } = readVersionedEntry(entry);
        const reader = new StateReader(bytes);
        reader.magic(BUCKET_STATE);
        if (version < 1 || version > 3)
            reader.fail('a version of 1 to 3');
        readVersioned(reader);
        const bucketPath = reader.utf();
        reader.skip(8);
        const files = [];
        if (reader.boolean())
            files.push(readVersioned(reader));
        if (version < 3)
            files.push(...readPendingFiles(reader));
        reader.end();
        if (files.length === 0)
            return kind === 'file-sink-writer' ? [sure(kind, false, [bucketPath])] : [];
        const paths = files.map((file) => recoverablePath(file, bucketPath) ?? bucketPath);
        return [sure(kind, true, paths)];
    };
}
function readPendingFiles(reader) {
    const files = [];
    const version = reader.int();
    for (let checkpoints = reader.count(12); checkpoints > 0; checkpoints--) {
        reader.skip(8);
        for (let more = reader.count(4); more > 0; more--)
            files.push({ version, bytes: reader.block() });
    }
    return files;
}
/**
 * A committable of a FileSink (`FileSinkCommittableSerializer`, versions 1 and 2): a file to commit, one to
 * clean up, or both.
 *
 * @throws StateFormatError for another committable.
 */
function readFileCommittable({ version, bytes }, kind) {
    const reader = new StateReader(bytes);
    reader.magic(COMMITTABLE);
    if (version < 1 || version > 2)
        reader.fail('version 1 or 2');
    if (version === 2)
        reader.utf();
    const paths = [];
    for (let file = 0; file < 2; file++) {
        const path = reader.boolean() ? recoverablePath(readVersioned(reader)) : undefined;
        if (path !== undefined)
            paths.push(path);
    }
    if (version === 2 && reader.boolean())
        paths.push(reader.utf());
    reader.end();
    return sure(kind, true, paths);
}
/** Files that a FileSink's `CompactCoordinator` has not handed on yet, one committable each. */
const readCompactCoordinator = (entry) => [
    readFileCommittable(readVersionedEntry(entry), 'file-sink-compactor'),
];
/**
 * Requests that a FileSink's `CompactorOperator` has not answered yet, by checkpoint
 * (`RemainingRequestsSerializer`, `CompactorRequestSerializer`): files to compact and files to pass through.
 */
const readCompactor = (entry) => {
    const reader = new StateReader(readVersionedEntry(entry).bytes);
    reader.magic(REMAINING_REQUESTS);
    const found = [];
    for (let checkpoints = reader.count(16); checkpoints > 0; checkpoints--) {
        reader.skip(8);
        for (const request of readVersionedList(reader)) {
            const inner = new StateReader(request.bytes);
            inner.magic(REQUEST);
            inner.utf();
            for (const committable of [...readVersionedList(inner), ...readVersionedList(inner)]) {
                found.push(readFileCommittable(committable, 'file-sink-compactor'));
            }
            inner.end();
        }
    }
    reader.end();
    return found;
};

// EXTERNAL MODULE: ./build/location/flink-names.js
var flink_names = __webpack_require__(3137);
;// CONCATENATED MODULE: ./build/snapshot/outside/iceberg.js




/**
 * State of Iceberg's `IcebergFilesCommitter`: for each checkpoint a manifest of files that are not committed
 * yet (a map as `SortedMapSerializer` of Flink's Table runtime writes it). A checkpoint in which nothing was
 * written has no bytes.
 */
const readIcebergFiles = (entry) => {
    const reader = new StateReader(entry);
    const paths = [];
    for (let checkpoints = reader.count(13); checkpoints > 0; checkpoints--) {
        reader.skip(8);
        if (reader.boolean())
            continue;
        const manifests = reader.block();
        if (manifests.length > 0)
            paths.push(...readDeltaManifests(manifests));
    }
    return paths.length === 0 ? [] : [sure('iceberg', true, paths)];
};
/** The id of the Flink job under which Iceberg's committer looks for its own commits in the table. */
const readIcebergJobId = (entry) => {
    const id = new StateReader(entry).flinkString();
    if (id === undefined || !(0,flink_names/* isJobName */.vG)(id))
        new StateReader(entry).fail('a job id');
    return [{ kind: 'iceberg', certainty: 'sure', uncommitted: false, paths: [], ids: [id ?? ''] }];
};
/**
 * A committable of Iceberg's sinks: `IcebergCommittableSerializer` (job, operator, checkpoint, manifests),
 * and that of the sink for many tables, `DynamicCommittableSerializer`, which names the table before.
 *
 * @throws StateFormatError for another committable.
 */
function readIcebergCommittable({ bytes }) {
    const reader = new StateReader(bytes);
    const first = reader.utf();
    const ids = [first];
    if (!(0,flink_names/* isJobName */.vG)(first)) {
        skipTarget(reader);
        ids.push(reader.utf());
        if (!(0,flink_names/* isJobName */.vG)(ids[1] ?? ''))
            reader.fail('a job id');
    }
    reader.utf();
    reader.skip(8);
    const manifests = reader.block();
    reader.end();
    const paths = manifests.length === 0 ? [] : readDeltaManifests(manifests);
    return { kind: 'iceberg', certainty: 'sure', uncommitted: true, paths, ids };
}
/** The rest of a `WriteTarget` behind the table's name: branch, schema, partitioning, mode, fields. */
function skipTarget(reader) {
    reader.utf();
    reader.skip(8);
    reader.boolean();
    reader.skip(reader.count(4) * 4);
}
/** `DeltaManifestsSerializer`: a manifest of data and one of deletions (version 1: the former alone). */
function readDeltaManifests(manifests) {
    const { version, bytes } = readVersionedBytes(manifests);
    const reader = new StateReader(bytes);
    if (version === 1)
        return [readManifestPath(reader.rest())];
    if (version !== 2)
        reader.fail('version 1 or 2');
    const encoded = [reader.block(), reader.block()].filter(({ length }) => length > 0);
    for (let more = reader.count(2); more > 0; more--)
        reader.utf();
    reader.end();
    return encoded.map(readManifestPath);
}
/** `AvroEncoderUtil`: a mark, the schema as JSON, and an Avro record. */
const AVRO = 0xc201;
function readManifestPath(bytes) {
    const reader = new StateReader(bytes);
    if (reader.short() !== AVRO)
        reader.fail('an Avro record of Iceberg');
    // Its first field is the path of the manifest (`manifest_path` of ManifestFile).
    if (!reader.utf().includes('"manifest_path"'))
        reader.fail('a schema of manifests');
    const path = reader.utf8(reader.avroLong());
    if (path === '')
        reader.fail('a path');
    return path;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/kafka.js


/** Kafka's formats have no mark of their own: what fits them is likely theirs, no more. */
function likely(uncommitted, ids) {
    return { kind: 'kafka-transactions', certainty: 'likely', uncommitted, paths: [], ids };
}
/**
 * State of a KafkaSink's writer (`KafkaWriterStateSerializer`): the prefix of its transactional ids, since
 * version 2 the transactions that it has prepared. Before 4.0 every writer has it, whatever its guarantee.
 */
const readKafkaWriter = (entry) => {
    const { version, bytes } = readVersionedEntry(entry);
    const reader = new StateReader(bytes);
    if (version < 1 || version > 2)
        reader.fail('version 1 or 2');
    const ids = [readId(reader)];
    if (version === 2) {
        reader.skip(12);
        for (let more = reader.count(10); more > 0; more--) {
            ids.push(readId(reader));
            reader.skip(8);
        }
    }
    reader.end();
    return [likely(ids.length > 1, ids)];
};
/**
 * A committable of a KafkaSink (`KafkaCommittableSerializer`, version 1): epoch, producer id and the id of a
 * transaction that is to be committed.
 *
 * @throws StateFormatError for another committable.
 */
function readKafkaCommittable({ version, bytes }) {
    const reader = new StateReader(bytes);
    if (version !== 1)
        reader.fail('version 1');
    reader.skip(2 + 8);
    const id = readId(reader);
    reader.end();
    return likely(true, [id]);
}
/**
 * Where a FlinkKafkaProducer that writes exactly once goes on numbering its transactional ids
 * (`NextTransactionalIdHintSerializer`): a number and the parallelism. The ids come from the operator's name
 * and uid.
 */
const readTransactionalIdHint = (entry) => {
    const reader = new StateReader(entry);
    if (reader.long() < 0n)
        reader.fail('a number of an id');
    if (reader.int() < 0)
        reader.fail('a parallelism');
    return [{ kind: 'kafka-transactions', certainty: 'sure', uncommitted: false, paths: [], ids: [] }];
};
/** Kafka takes any text; this one stays in the reach of what people choose, so that noise is none. */
const ID = /^[\p{L}\p{N}\p{P}\p{S} ]+$/u;
function readId(reader) {
    const id = reader.utf();
    if (!ID.test(id))
        reader.fail('a transactional id');
    return id;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/committer.js





const COLLECTOR = 0xb91f252c;
const GLOBAL_COLLECTOR = 0xb91f252b;
/** Which committables are known, tried one after the other. */
const COMMITTABLES = [
    (committable) => readFileCommittable(committable, 'file-sink-committer'),
    readIcebergCommittable,
    readKafkaCommittable,
];
/**
 * State of the committer of any sink: committables that were handed over and not committed yet when the
 * snapshot was taken (`CommittableCollectorSerializer` since 1.15, `StreamingCommitterStateSerializer`
 * before, `GlobalCommitterSerializer` around them). Each subtask has an entry, though nothing waits.
 */
const readCommitter = (entry) => {
    const { version, bytes } = readVersionedEntry(entry);
    return readCollector(version, bytes).map(readCommittable);
};
function readCommittable(committable) {
    for (const read of COMMITTABLES) {
        try {
            return read(committable);
        }
        catch (error) {
            if (!(error instanceof StateFormatError))
                throw error;
        }
    }
    return { kind: 'sink-committer', certainty: 'unknown', uncommitted: true, paths: [], ids: [] };
}
function readCollector(version, bytes) {
    const reader = new StateReader(bytes);
    const magic = reader.int() >>> 0;
    if (magic === GLOBAL_COLLECTOR)
        return readGlobalCollector(reader);
    if (magic !== COLLECTOR)
        reader.fail('a collector of committables');
    if (version === 1) {
        const committables = readVersionedList(reader);
        reader.end();
        return committables;
    }
    if (version !== 2)
        reader.fail('version 1 or 2');
    const committables = readVersionedList(reader).flatMap(readCheckpoint);
    reader.end();
    return committables;
}
/** Committables of another kind may come first; nothing is known of these. */
function readGlobalCollector(reader) {
    const others = reader.boolean() ? readVersionedList(reader) : [];
    const inner = readVersioned(reader);
    reader.end();
    return [...others, ...readCollector(inner.version, inner.bytes)];
}
/** Its id, since version 1 the number of subtasks, and the subtasks. */
function readCheckpoint({ version, bytes }) {
    const reader = new StateReader(bytes);
    reader.skip(version === 0 ? 8 : 12);
    const committables = readVersionedList(reader).flatMap(readSubtask);
    reader.end();
    return committables;
}
/** Since version 1 its index; the requests, and two or three counts. */
function readSubtask({ version, bytes }) {
    const reader = new StateReader(bytes);
    if (version > 0)
        reader.int();
    const committables = readVersionedList(reader).map(readRequest);
    reader.skip(version >= 2 ? 8 : 12);
    reader.end();
    return committables;
}
/** The committable, how often it was tried, and how it stands. */
function readRequest({ bytes }) {
    const reader = new StateReader(bytes);
    const committable = readVersioned(reader);
    reader.skip(8);
    reader.end();
    return committable;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/file-source.js



const PENDING_SPLITS = 0xdeadbeef;
/** Of builds that know the watermark of each path. */
const PENDING_SPLITS_WITH_TIMES = 0xdecaf147;
/**
 * State of a source's coordinator (`SourceCoordinator`: its version, that of the enumerator's serializer,
 * and the enumerator's bytes), where the source is a FileSource or a HybridSource that stands at one: the
 * files, or parts of files, that no reader has yet, and in a watched directory those that were found before.
 *
 * Other sources write the same mark, so that what follows has to fit to the last byte, and name a path.
 */
const readSourceCoordinator = (state) => {
    const reader = new StateReader(state);
    const coordinatorVersion = reader.int();
    if (coordinatorVersion < 0 || coordinatorVersion > 1)
        reader.fail('version 0 or 1');
    reader.int();
    const enumerator = reader.block();
    // Version 0 has the splits behind that readers were given and that are not in a checkpoint yet.
    if (coordinatorVersion > 0)
        reader.end();
    try {
        return readPendingSplits(enumerator);
    }
    catch (error) {
        if (!(error instanceof StateFormatError))
            throw error;
        return readPendingSplits(unwrapHybrid(enumerator));
    }
};
/** `PendingSplitsCheckpointSerializer` of flink-connector-files, little-endian. */
function readPendingSplits(bytes) {
    const reader = new StateReader(bytes);
    const mark = reader.intLittleEndian() >>> 0;
    if (mark !== PENDING_SPLITS && mark !== PENDING_SPLITS_WITH_TIMES)
        reader.fail('pending splits');
    reader.intLittleEndian();
    const splits = reader.intLittleEndian();
    const known = reader.intLittleEndian();
    if (splits < 0 || known < 0 || (splits + known) * 4 > reader.remaining)
        reader.fail('counts');
    const pending = [];
    for (let index = 0; index < splits; index++)
        pending.push(readSplit(reader.blockLittleEndian()));
    const seen = [];
    for (let index = 0; index < known; index++) {
        seen.push(absolutePath(reader.utf8(reader.intLittleEndian()), reader));
        if (mark === PENDING_SPLITS_WITH_TIMES)
            reader.blockLittleEndian();
    }
    if (mark === PENDING_SPLITS_WITH_TIMES)
        reader.skip(8);
    reader.end();
    return [
        ...(pending.length > 0 ? [sure('file-source', true, pending)] : []),
        ...(seen.length > 0 ? [sure('file-source', false, seen)] : []),
    ];
}
/** `HybridSourceEnumeratorStateSerializer`: which source it is, the version, and the bytes of that source. */
function unwrapHybrid(bytes) {
    const reader = new StateReader(bytes);
    reader.skip(8);
    const inner = reader.block();
    reader.end();
    return inner;
}
/**
 * What the readers of a source have in hand: the entries are splits of whatever source it is. Found is that
 * of a FileSource, or of a HybridSource that stands at one.
 */
const readSourceReader = (entry) => {
    const { version, bytes } = readVersionedEntry(entry);
    try {
        if (version !== 1)
            throw new StateFormatError('expected version 1');
        return [sure('file-source', true, [readSplit(bytes)])];
    }
    catch (error) {
        if (!(error instanceof StateFormatError))
            throw error;
        return [sure('file-source', true, [readSplit(unwrapHybridSplit(bytes))])];
    }
};
/** `HybridSourceSplitSerializer`: which source it is, the id of the split, the version, and the split. */
function unwrapHybridSplit(bytes) {
    const reader = new StateReader(bytes);
    reader.int();
    reader.utf();
    reader.int();
    const inner = reader.block();
    reader.end();
    return inner;
}
/** `FileSourceSplitSerializer`: id, path, place and length, times, hosts, and how far it was read. */
function readSplit(bytes) {
    const reader = new StateReader(bytes);
    reader.utf();
    const path = readPath(reader);
    const [offset, length, , size] = [reader.long(), reader.long(), reader.long(), reader.long()];
    if (offset < 0n || length < 0n || size < 0n)
        reader.fail('a place in a file');
    for (let hosts = reader.count(2); hosts > 0; hosts--)
        reader.utf();
    if (reader.boolean())
        reader.skip(16);
    reader.end();
    return path;
}
/** A `Path` in its parts, as `Path.serializeToDataOutputView` and `Path.write` write it. */
function readPath(reader) {
    if (!reader.boolean())
        reader.fail('a path');
    const scheme = reader.nullableString();
    const userInfo = reader.nullableString();
    const host = reader.nullableString();
    const port = reader.int();
    const path = reader.nullableString();
    reader.nullableString();
    reader.nullableString();
    const user = userInfo === undefined ? '' : `${userInfo}@`;
    const authority = host === undefined ? '' : `//${user}${host}${port < 0 ? '' : `:${port}`}`;
    return absolutePath(`${scheme === undefined ? '' : `${scheme}:`}${authority}${path ?? ''}`, reader);
}
/** As `Path.toString()` gives it: with a scheme, or from the root on. */
function absolutePath(path, reader) {
    if (!/^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\//.test(path))
        reader.fail('an absolute path');
    return path;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/java-value.js
/** Type codes, flags and the first handle of the Java Object Serialization Stream Protocol, version 5. */
const NULL = 0x70;
const REFERENCE = 0x71;
const CLASS_DESCRIPTION = 0x72;
const OBJECT = 0x73;
const STRING = 0x74;
const ARRAY = 0x75;
const CLASS = 0x76;
const BLOCK_DATA = 0x77;
const END_OF_BLOCK = 0x78;
const LONG_BLOCK_DATA = 0x7a;
const ENUM = 0x7e;
const HAS_WRITE_METHOD = 0x01;
const SERIALIZABLE = 0x02;
const FIRST_HANDLE = 0x7e0000;
const HEADER = 0xaced0005;
const MAX_DEPTH = 32;
const PRIMITIVE_BYTES = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 };
/**
 * Reads one object as Java's serialisation writes it, with its stream header. No class is loaded: the stream
 * describes its classes itself.
 *
 * @throws StateFormatError where the bytes are something else, or have what states of Flink never have:
 * proxies, classes with `writeExternal`, texts over 64 KiB.
 */
function readJavaValue(reader) {
    reader.magic(HEADER);
    return readValue({ reader, handles: [] }, 0);
}
/** The object where it is one, of this class. */
function asJavaObject(value, className) {
    return typeof value === 'object' && value.className === className ? value : undefined;
}
function readValue(walk, depth) {
    const { reader } = walk;
    if (depth > MAX_DEPTH)
        reader.fail(`Java objects nested up to ${MAX_DEPTH} deep`);
    switch (reader.byte()) {
        case NULL:
            return undefined;
        case REFERENCE: {
            const target = readBackReference(walk);
            return isDescription(target) ? reader.fail('a reference to a value') : target;
        }
        case OBJECT:
            return readObject(walk, depth);
        case ENUM: {
            readDescription(walk, depth);
            const handle = walk.handles.push(undefined) - 1;
            const constant = readValue(walk, depth + 1);
            walk.handles[handle] = constant;
            return constant;
        }
        case ARRAY:
            return readArray(walk, depth);
        case STRING: {
            const text = reader.utf();
            walk.handles.push(text);
            return text;
        }
        case CLASS:
            readDescription(walk, depth);
            walk.handles.push(undefined);
            return undefined;
        default:
            return reader.fail('a Java value');
    }
}
function readBackReference({ reader, handles }) {
    const index = reader.int() - FIRST_HANDLE;
    if (index < 0 || index >= handles.length)
        reader.fail('a back reference');
    return handles[index];
}
function isDescription(value) {
    return typeof value === 'object' && 'kind' in value;
}
function readObject(walk, depth) {
    const { reader } = walk;
    const description = readDescription(walk, depth);
    if (description === undefined)
        return reader.fail('the class of a Java object');
    const object = { className: description.name, fields: new Map(), contents: [] };
    walk.handles.push(object);
    // The data of the topmost parent comes first.
    const hierarchy = [];
    for (let one = description; one !== undefined; one = one.parent) {
        if (hierarchy.length > MAX_DEPTH)
            reader.fail('a Java class with few parents');
        hierarchy.unshift(one);
    }
    for (const { flags, primitiveBytes, objectFields } of hierarchy) {
        if ((flags & SERIALIZABLE) === 0)
            reader.fail('a serialisable Java class');
        reader.skip(primitiveBytes);
        for (const field of objectFields)
            object.fields.set(field, readValue(walk, depth + 1));
        if ((flags & HAS_WRITE_METHOD) !== 0)
            readAnnotation(walk, depth, object.contents);
    }
    return object;
}
function readArray(walk, depth) {
    const { reader } = walk;
    const description = readDescription(walk, depth);
    const array = { className: description?.name ?? '', fields: new Map(), contents: [] };
    walk.handles.push(array);
    const bytes = PRIMITIVE_BYTES[array.className.charAt(1)];
    const count = reader.count(bytes ?? 1);
    if (bytes !== undefined)
        reader.skip(count * bytes);
    else
        for (let index = 0; index < count; index++)
            array.contents.push(readValue(walk, depth + 1));
    return array;
}
function readDescription(walk, depth) {
    const { reader } = walk;
    if (depth > MAX_DEPTH)
        reader.fail(`Java classes nested up to ${MAX_DEPTH} deep`);
    const code = reader.byte();
    if (code === NULL)
        return undefined;
    if (code === REFERENCE) {
        const target = readBackReference(walk);
        return isDescription(target) ? target : reader.fail('a reference to a class description');
    }
    if (code !== CLASS_DESCRIPTION)
        reader.fail('a class description');
    const description = {
        kind: 'class description',
        name: reader.utf(),
        flags: 0,
        primitiveBytes: 0,
        objectFields: [],
        parent: undefined,
    };
    reader.skip(8);
    walk.handles.push(description);
    description.flags = reader.byte();
    readFields(walk, description, depth);
    readAnnotation(walk, depth, []);
    description.parent = readDescription(walk, depth + 1);
    return description;
}
function readFields(walk, description, depth) {
    const { reader } = walk;
    for (let more = reader.short(); more > 0; more--) {
        const type = String.fromCharCode(reader.byte());
        const name = reader.utf();
        const bytes = PRIMITIVE_BYTES[type];
        if (bytes !== undefined) {
            description.primitiveBytes += bytes;
        }
        else {
            if (type !== 'L' && type !== '[')
                reader.fail('the type of a field');
            description.objectFields.push(name);
            readValue(walk, depth + 1);
        }
    }
}
/** Whatever a class writes of its own accord, up to the end mark. */
function readAnnotation(walk, depth, contents) {
    const { reader } = walk;
    for (let code = reader.peek(); code !== END_OF_BLOCK; code = reader.peek()) {
        if (code === BLOCK_DATA) {
            reader.skip(1);
            reader.skip(reader.byte());
        }
        else if (code === LONG_BLOCK_DATA) {
            reader.skip(1);
            reader.block();
        }
        else {
            contents.push(readValue(walk, depth + 1));
        }
    }
    reader.skip(1);
}

;// CONCATENATED MODULE: ./build/snapshot/outside/java-states.js



/** An object as `JavaSerializer` writes it: nothing before it, nothing behind. */
function java_states_readObject(entry) {
    const value = readJavaValue(new StateReader(entry));
    if (typeof value !== 'object')
        throw new StateFormatError('expected an object');
    return value;
}
/** The text of a `Path`, which serialises its URI, which serialises its text. */
function pathOf(value) {
    const uri = asJavaObject(value, 'org.apache.flink.core.fs.Path')?.fields.get('uri');
    const text = asJavaObject(uri, 'java.net.URI')?.fields.get('string');
    return typeof text === 'string' && text !== '' ? text : undefined;
}
const HANDLES = 'org.apache.flink.runtime.state.';
/**
 * A batch that a `GenericWriteAheadSink` holds back until its checkpoint is complete: the handle of its file.
 * A small batch lies in the handle itself and points nowhere.
 */
const readPendingBatch = (entry) => {
    const batch = java_states_readObject(entry);
    if (!/GenericWriteAheadSink\$PendingCheckpoint$/.test(batch.className)) {
        throw new StateFormatError('expected a pending checkpoint');
    }
    const handle = batch.fields.get('stateHandle');
    if (asJavaObject(handle, `${HANDLES}memory.ByteStreamStateHandle`) !== undefined)
        return [];
    const file = typeof handle === 'object' ? handle.fields.get('filePath') : undefined;
    const path = pathOf(file);
    return [sure('write-ahead-sink', true, path === undefined ? [] : [path])];
};
/**
 * Parts of files that `readFile` has not read yet (`ContinuousFileReaderOperator`), and those of an Iceberg
 * table that its `StreamingReaderOperator` has not, which are named inside of what is not read here.
 */
const readInputSplit = (entry) => {
    const split = java_states_readObject(entry);
    switch (split.className) {
        case 'org.apache.flink.streaming.api.functions.source.TimestampedFileInputSplit':
        case 'org.apache.flink.core.fs.FileInputSplit': {
            const path = pathOf(split.fields.get('file'));
            if (path === undefined)
                throw new StateFormatError('expected a path');
            return [sure('read-file', true, [path])];
        }
        case 'org.apache.iceberg.flink.source.FlinkInputSplit':
            return [sure('iceberg', true, [])];
        default:
            throw new StateFormatError('expected a split of files');
    }
};
const BUCKETING = 'org.apache.flink.streaming.connectors.fs.bucketing.BucketingSink$';
/**
 * State of a BucketingSink (up to Flink 1.11): for each bucket the file that is open, and those that wait for
 * a checkpoint.
 */
const readBucketingSink = (entry) => {
    const state = java_states_readObject(entry);
    if (state.className !== `${BUCKETING}State`)
        throw new StateFormatError('expected a BucketingSink');
    const buckets = state.fields.get('bucketStates');
    if (typeof buckets !== 'object')
        throw new StateFormatError('expected buckets');
    const paths = buckets.contents.flatMap((bucket) => filesOfBucket(asJavaObject(bucket, `${BUCKETING}BucketState`)));
    const found = paths.length === 0 ? [] : [sure('bucketing-sink', true, paths)];
    return found;
};
function filesOfBucket(bucket) {
    if (bucket === undefined)
        return [];
    const { fields } = bucket;
    return [
        ...textsIn([fields.get('currentFile')]),
        ...textsIn(contentsOf(fields.get('pendingFiles'))),
        ...contentsOf(fields.get('pendingFilesPerCheckpoint')).flatMap((files) => textsIn(contentsOf(files))),
    ];
}
function contentsOf(value) {
    return typeof value === 'object' ? value.contents : [];
}
function textsIn(values) {
    return values.filter((value) => typeof value === 'string');
}

;// CONCATENATED MODULE: ./build/snapshot/outside/other-tables.js

/**
 * Under which name a job commits to a Paimon table: Paimon keeps it over restores, so that two jobs with one
 * name take each other's commits for their own. Its committer's state names files relative to the table.
 */
const readCommitUser = (entry) => {
    const user = new StateReader(entry).flinkString();
    if (user === undefined || user === '')
        new StateReader(entry).fail('a name');
    return [{ kind: 'paimon', certainty: 'sure', uncommitted: false, paths: [], ids: [user ?? ''] }];
};
/**
 * The time up to which `readFile` has taken files (`ContinuousFileMonitoringFunction`): a Java long, the
 * least of all before it found any. Hudi's `StreamReadMonitoringFunction` keeps an instant of its table, a
 * text, under the same name.
 */
const readMonitoring = (entry) => {
    if (entry.length >= 8 && isTime(new StateReader(entry).long())) {
        return [{ kind: 'read-file', certainty: 'likely', uncommitted: false, paths: [], ids: [] }];
    }
    if (entry.length >= 8 && new StateReader(entry).long() === -(2n ** 63n))
        return [];
    const instant = new StateReader(entry).flinkString();
    if (instant === undefined || !/^\d{14,17}$/.test(instant))
        new StateReader(entry).fail('an instant');
    return [{ kind: 'hudi', certainty: 'likely', uncommitted: false, paths: [], ids: [instant ?? ''] }];
};
/** Milliseconds between 1970 and 2200. */
function isTime(value) {
    return value >= 0n && value < 7258118400000n;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/partition-commit.js

/**
 * Partitions that the file and Hive sinks of the Table API are still to commit, by names relative to the
 * table: `PartitionTimeCommitTrigger` keeps a list of texts.
 */
const readPendingPartitions = (entry) => {
    const reader = new StateReader(entry);
    const partitions = [];
    for (let more = reader.count(1); more > 0; more--)
        partitions.push(readName(reader));
    return found(partitions);
};
/** The same of `ProcTimeCommitTrigger`: a map from their names to times. */
const readPendingPartitionsWithTime = (entry) => {
    const reader = new StateReader(entry);
    const partitions = [];
    for (let more = reader.count(2); more > 0; more--) {
        partitions.push(readName(reader));
        if (!reader.boolean())
            reader.skip(8);
    }
    return found(partitions);
};
/** Names of partitions belong to whatever table the restored job writes: they are no paths. */
function found(partitions) {
    if (partitions.length === 0)
        return [];
    return [{ kind: 'partition-commit', certainty: 'sure', uncommitted: true, paths: [], ids: partitions }];
}
function readName(reader) {
    return reader.flinkString() ?? reader.fail('the name of a partition');
}
/**
 * Files that the compaction of the Table API's sink has still to do with (`CompactCoordinator`,
 * `CompactOperator`): for each checkpoint a map by partition, or a list, whose paths are written by Kryo.
 * Read is whether there are any; the present checkpoint is always there.
 */
const readTableCompaction = (entry) => {
    const reader = new StateReader(entry);
    for (let checkpoints = reader.count(9); checkpoints > 0; checkpoints--) {
        reader.skip(8);
        if (!reader.boolean() && reader.count(1) > 0) {
            return [{ kind: 'file-sink-compactor', certainty: 'likely', uncommitted: true, paths: [], ids: [] }];
        }
    }
    return [];
};

;// CONCATENATED MODULE: ./build/snapshot/outside/rows.js








/**
 * Every operator state that may point outside of the snapshot. Above each name stands the class that
 * registers it; each reader says from which class its format comes.
 */
const ROWS = [
    // StatefulSinkWriterStateHandler: the writers of all sinks since 1.12.
    row('writer_raw_states', 'sink-writer', [bucketReader('file-sink-writer'), readKafkaWriter], {
        by: 'unknown',
    }),
    // CommitterOperator, GlobalCommitterOperator; Paimon's committer in a format of its own.
    row('streaming_committer_raw_states', 'sink-committer', [readCommitter], {
        by: 'unknown',
        beside: { name: 'commit_user_state', kind: 'paimon' },
    }),
    // CompactorOperator and CompactCoordinator of FileSink.
    row('remaining_requests_raw_state', 'file-sink-compactor', [readCompactor]),
    row('remaining_compact_commit_raw_state', 'file-sink-compactor', [readCompactCoordinator]),
    // CompactCoordinator and CompactOperator of the Table API.
    row('files-state', 'file-sink-compactor', [readTableCompaction]),
    row('expired-files', 'file-sink-compactor', [readTableCompaction]),
    // StreamingFileSinkHelper, AbstractStreamingWriter of the Table API, BucketingSink.
    row('bucket-states', 'streaming-file-sink', [bucketReader('streaming-file-sink'), readBucketingSink]),
    // PartitionTimeCommitTrigger, ProcTimeCommitTrigger.
    row('pending-partitions', 'partition-commit', [readPendingPartitions]),
    row('pending-partitions-with-time', 'partition-commit', [readPendingPartitionsWithTime]),
    // SourceOperator: of every source.
    row('SourceReaderState', 'file-source', [readSourceReader], { by: 'nothing' }),
    // ContinuousFileReaderOperator, ContinuousFileMonitoringFunction.
    row('splits', 'read-file', [readInputSplit], { by: 'unknown' }),
    row('file-monitoring-state', 'read-file', [readMonitoring], { committed: true }),
    // IcebergFilesCommitter.
    row('iceberg-files-committer-state', 'iceberg', [readIcebergFiles]),
    row('iceberg-flink-job-id', 'iceberg', [readIcebergJobId], { committed: true }),
    // AbstractStreamWriteFunction of Hudi: written by Kryo, or as an Avro record without paths.
    row('write-metadata-state', 'hudi', [], { notUnderstood: 'likely' }),
    row('write-metadata-state-v2', 'hudi', [], { notUnderstood: 'likely' }),
    // CommitterOperator and StoreSinkWrite of Paimon.
    row('commit_user_state', 'paimon', [readCommitUser], { committed: true }),
    // GenericWriteAheadSink.
    row('pending-checkpoints', 'write-ahead-sink', [readPendingBatch]),
    // FlinkKafkaProducer.
    row('next-transactional-id-hint', 'kafka-transactions', [], { notUnderstood: 'likely', committed: true }),
    row('next-transactional-id-hint-v2', 'kafka-transactions', [readTransactionalIdHint], { committed: true }),
];
/** State of an operator's coordinator: of every source, and of some operators that are none. */
const COORDINATOR_ROW = row('coordinator', 'file-source', [readSourceCoordinator], {
    by: 'nothing',
});
const BY_NAME = new Map(ROWS.map((each) => [each.name, each]));
/** The row of an operator state of this name. */
function rowOf(name) {
    return BY_NAME.get(name);
}
function row(name, kind, readers, { by = 'likely', notUnderstood = by === 'nothing' ? 'nothing' : 'unknown', committed = false, beside, } = {}) {
    return { name, kind, byName: by, notUnderstood, uncommitted: !committed, readers, beside };
}

// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
;// CONCATENATED MODULE: ./build/snapshot/outside/state-files.js

const DEFAULT_LIMITS = {
    fileBytes: 64 * 1024,
    totalBytes: 16 * 1024 ** 2,
    files: 4096,
    parallel: 16,
    paths: 20,
};
/**
 * Reads ranges, each with one request, some at once, within the bounds; the answers come in the order of
 * the ranges. `reads` is the number of requests.
 */
async function readRanges(wanted, read, limits) {
    const answers = [];
    let left = limits.totalBytes;
    let reads = 0;
    let next = 0;
    const work = async () => {
        for (let index = next++; index < wanted.length; index = next++) {
            const range = wanted[index];
            if (range === undefined)
                return;
            const { offsetBytes, lengthBytes, cut } = windowOf(range, limits.fileBytes);
            if (reads >= limits.files || lengthBytes > left) {
                answers[index] = { reason: 'left-out' };
                continue;
            }
            reads++;
            left -= lengthBytes;
            answers[index] = await readOne(range, offsetBytes, lengthBytes, cut, read);
        }
    };
    await Promise.all(Array.from({ length: Math.min(limits.parallel, wanted.length) }, work));
    return { answers, reads };
}
/** A small state is read whole, for its head tells whether it is compressed. */
function windowOf({ sizeBytes, firstBytes }, most) {
    if (sizeBytes >= 0 && sizeBytes <= most)
        return { offsetBytes: 0, lengthBytes: sizeBytes, cut: false };
    const rest = sizeBytes < 0 ? Number.POSITIVE_INFINITY : sizeBytes - firstBytes;
    return { offsetBytes: firstBytes, lengthBytes: Math.max(0, Math.min(most, rest)), cut: rest > most };
}
async function readOne({ location, startBytes }, offsetBytes, lengthBytes, cut, read) {
    try {
        const bytes = await read(location, startBytes + offsetBytes, lengthBytes);
        return { bytes: bytes.subarray(0, lengthBytes), offsetBytes, cut: cut && bytes.length >= lengthBytes };
    }
    catch (error) {
        if (!(error instanceof storage_error/* StorageError */.a))
            throw error;
        return { reason: 'failed', message: error.message };
    }
}

;// CONCATENATED MODULE: ./build/snapshot/outside/operator-state-entries.js
/**
 * The operator states of a snapshot by operator and name, in the order of the file. Raw state, which an
 * operator writes without names, is not among them.
 */
function operatorStates(snapshot) {
    const found = [];
    let index = -1;
    let names = new Map();
    for (const { operator, subtask, raw, states } of snapshot.operatorStates.handles()) {
        const owner = snapshot.operators[operator];
        if (raw || owner === undefined)
            continue;
        // The handles of an operator stand side by side.
        if (operator !== index)
            names = new Map();
        index = operator;
        for (const { name, mode, entries } of states) {
            let known = names.get(name);
            if (known === undefined) {
                known = { operator: owner, state: name, mode, entries: 0, subtasks: [] };
                names.set(name, known);
                found.push(known);
            }
            known.entries += entries;
            if (entries > 0 && known.subtasks.at(-1) !== subtask)
                known.subtasks.push(subtask);
        }
    }
    for (const { subtasks } of found)
        subtasks.sort((a, b) => a - b);
    return found;
}

;// CONCATENATED MODULE: ./build/snapshot/outside/outside.js








/**
 * Tells what the state of a snapshot points at. State in `_metadata` is read from there; small state files of
 * the snapshot itself with `read`, one request each; nothing else is ever opened. Without `read` only names
 * and counts, and what lies in `_metadata`, are told.
 *
 * A failed read (a `StorageError`) is told in {@link OutsideState.unread}; whatever else `read` throws is
 * thrown.
 */
async function readOutside(source, read, limits = {}) {
    const bounds = { ...DEFAULT_LIMITS, ...limits };
    const findings = new Findings(source.snapshot, bounds.paths);
    const look = new Look(source, findings, read !== undefined, bounds);
    const owned = [...ownersIn(source.snapshot)];
    const quotas = fairShares(countFiles(owned), bounds.files);
    for (const { owner, stream } of owned)
        look.at(owner, stream, quotas);
    const { answers, reads } = read === undefined ? { answers: [], reads: 0 } : await readRanges(look.ranges, read, bounds);
    look.owners.forEach((owner, index) => {
        look.take(owner, answers[index] ?? { reason: 'not-asked' });
    });
    return { findings: findings.all(), unread: findings.unread(), reads };
}
/** Whoever has a state that is to be read: coordinators behind the subtasks. */
function* ownersIn({ operatorStates }) {
    for (const { operator, subtask, raw, states, stream } of operatorStates.handles()) {
        const wanted = raw ? [] : wantedStates(states);
        if (wanted.length > 0)
            yield { owner: { operator, subtask, wanted }, stream };
    }
    for (const { operator, stream } of operatorStates.coordinators())
        yield { owner: { operator, subtask: -1, wanted: [COORDINATOR] }, stream };
}
const COORDINATOR = {
    row: COORDINATOR_ROW,
    state: { name: 'coordinator', mode: 'split', entries: 1, offsetAt: () => 0 },
};
/** Names are those of a map's keys: one that comes again is not Flink's. */
function wantedStates(states) {
    const wanted = new Map();
    for (const state of states) {
        const row = state.entries > 0 ? rowOf(state.name) : undefined;
        if (row !== undefined && !wanted.has(state.name))
            wanted.set(state.name, { row, state });
    }
    return [...wanted.values()];
}
/** Goes over the states, takes what lies in `_metadata`, and gathers what is to be read. */
class Look {
    ranges = [];
    /** Whose range it is, by its index. */
    owners = [];
    #source;
    #findings;
    #reads;
    #inlineLeft;
    constructor(source, findings, reads, { totalBytes }) {
        this.#source = source;
        this.#findings = findings;
        this.#reads = reads;
        this.#inlineLeft = totalBytes;
    }
    at(owner, stream, quotas) {
        if (stream?.kind === 'inline') {
            this.#inlineLeft -= stream.bytes.length;
            this.take(owner, this.#inlineLeft < 0 ? { reason: 'left-out' } : { bytes: stream.bytes, offsetBytes: 0, cut: false });
            return;
        }
        if (!this.#reads) {
            this.take(owner, { reason: 'not-asked' });
            return;
        }
        const location = stream === undefined ? undefined : this.#locate(stream);
        const left = quotas.get(owner.operator) ?? 0;
        if (stream === undefined || location === undefined || left === 0) {
            this.take(owner, { reason: location === undefined ? 'elsewhere' : 'left-out' });
            return;
        }
        quotas.set(owner.operator, left - 1);
        const first = owner.wanted.reduce((least, { state }) => Math.min(least, state.offsetAt(0)), Infinity);
        this.owners.push(owner);
        this.ranges.push({
            location,
            startBytes: stream.startBytes,
            sizeBytes: stream.sizeBytes,
            firstBytes: Math.max(0, first - COMPRESSION_HEADER_BYTES),
        });
    }
    take({ operator, subtask, wanted }, answer) {
        for (const { row, state } of wanted) {
            if ('reason' in answer)
                this.#findings.notRead(operator, subtask, row, state, answer);
            else
                this.#findings.read(operator, subtask, row, state, readEntries(row, state, answer));
        }
    }
    #locate(stream) {
        const { directory, locate } = this.#source;
        if (locate !== undefined)
            return locate(stream);
        if (directory === undefined)
            return undefined;
        const location = (0,places/* locationOf */.hD)(stream, directory);
        return location !== undefined && (0,location_location/* isWithin */.UO)(location, (0,places/* homeOf */.lt)(directory)) ? location : undefined;
    }
}
/** Number of state files of each operator that there are to read. */
function countFiles(owned) {
    const counts = new Map();
    for (const { owner, stream } of owned) {
        if (stream === undefined || stream.kind === 'inline')
            continue;
        counts.set(owner.operator, (counts.get(owner.operator) ?? 0) + 1);
    }
    return counts;
}
/** How many of them each operator gets: none is left out because another has many. */
function fairShares(counts, most) {
    const share = Math.max(1, Math.floor(most / Math.max(1, counts.size)));
    const shares = new Map([...counts].map(([operator, count]) => [operator, Math.min(count, share)]));
    let left = most - [...shares.values()].reduce((sum, each) => sum + each, 0);
    for (const [operator, count] of counts) {
        const more = Math.max(0, Math.min(left, count - share));
        shares.set(operator, (shares.get(operator) ?? 0) + more);
        left -= more;
    }
    return shares;
}


/***/ }),

/***/ 601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ lookOutside),
/* harmony export */   n: () => (/* binding */ rangeReader)
/* harmony export */ });
/* harmony import */ var _storage_fill_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1437);
/* harmony import */ var _outside_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1002);
/* harmony import */ var _outside_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3621);



/**
 * What the state of a snapshot points at. Of its own state files each costs one request, or two where
 * only a part of it is read; nothing else is opened, and one that cannot be read is told as such.
 */
async function lookOutside(store, { snapshot, directory }, { stateReads, signal }) {
    const read = stateReads === false
        ? undefined
        : rangeReader(store, (location, isPart) => seenNow(store, location, isPart, signal), signal);
    return (0,_outside_report_js__WEBPACK_IMPORTED_MODULE_1__/* .outsideReport */ .mr)(await (0,_outside_js__WEBPACK_IMPORTED_MODULE_2__/* .readOutside */ .ED)({ snapshot, directory }, read));
}
/**
 * A local file's size has to be known, and that of an object in S3 of which a part is read: of one that ends
 * early the store would be asked again and again. A small object is asked for as a whole, and is what its
 * handle says or another one.
 */
function seenNow(store, location, isPart, signal) {
    return isPart || store.type === 'file' ? store.stat(location, { signal }) : undefined;
}
/** What is read of one state file: where it is less, all of it is meant. */
const MOST_BYTES = 64 * 1024;
/**
 * Reads parts of state files.
 *
 * @param find what is known of a file, of which all or a part is read: its ETag pins the read and its size
 *   ends it. Without it the file is taken for what its handle says
 */
function rangeReader(store, find, signal) {
    return async (location, offsetBytes, lengthBytes) => {
        const end = offsetBytes + lengthBytes;
        const isPart = offsetBytes > 0 || lengthBytes >= MOST_BYTES;
        const info = (await find(location, isPart)) ?? { location, sizeBytes: end };
        const bytes = new Uint8Array(Math.max(0, Math.min(end, info.sizeBytes) - offsetBytes));
        await (0,_storage_fill_js__WEBPACK_IMPORTED_MODULE_0__/* .fill */ .GS)(store.source(info), bytes, offsetBytes, { signal });
        return bytes;
    };
}


/***/ })

};
