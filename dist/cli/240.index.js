export const id = 240;
export const ids = [240];
export const modules = {

/***/ 5252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ rewriteMetadata),
/* harmony export */   c: () => (/* binding */ prepareRewrite)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9054);
/* harmony import */ var _modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6725);


const FILE = 2;
const RELATIVE_FILE = 6;
/** Both kinds have the size as a long, code 2 before the text and code 6 after it. */
const SIZE_BYTES = 8;
/** Below this many bytes a loop is quicker than a view and a native copy. */
const SHORT_COPY_BYTES = 64;
/**
 * Prepares {@link rewriteMetadata} without making the bytes, which of a large file take as much memory as everything else.
 * `mapPath` has to answer alike whenever it is asked.
 *
 * @throws as that.
 */
function prepareRewrite(bytes, snapshot, mapPath) {
    let byteLength = bytes.length;
    let read = 0;
    let rewritten = 0;
    for (const [index, reference] of snapshot.references.entries()) {
        const wanted = changeOf(reference, mapPath(reference, index));
        if (wanted === undefined)
            continue;
        const length = checkedLength(reference, wanted.path);
        read = checkSpan(bytes, reference, read);
        if (wanted.kind !== reference.kind)
            checkConversion(reference, snapshot, wanted.kind);
        byteLength += length - reference.byteLength;
        rewritten++;
    }
    return { rewritten, byteLength, make: () => rewritten === 0 ? bytes : make((0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .asBuffer */ .bS)(bytes), byteLength, snapshot, mapPath) };
}
/**
 * The bytes with other paths: each reference for which `mapPath` gives another text gets it, everything else is copied
 * byte for byte. `undefined` or the same text is no change; without any change the result is `bytes` itself. The
 * snapshot must be the one that was parsed from these bytes. `rewritten` counts the replaced occurrences.
 *
 * @throws MetadataRewriteError naming the path whose new text does not fit into the format (65,535 bytes) or is empty.
 * @throws RangeError where the snapshot is not of these bytes.
 */
function rewriteMetadata(bytes, snapshot, mapPath) {
    const answers = snapshot.references.map((reference) => mapPath(reference));
    const prepared = prepareRewrite(bytes, snapshot, (_, index) => answers[index]);
    return { bytes: prepared.make(), rewritten: prepared.rewritten };
}
function make(source, byteLength, snapshot, mapPath) {
    const output = new Output(byteLength);
    let copied = 0;
    for (const [index, reference] of snapshot.references.entries()) {
        const wanted = changeOf(reference, mapPath(reference, index));
        if (wanted !== undefined) {
            copied = splice(output, source, copied, reference, wanted.kind, wanted.path, (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .modifiedUtf8Length */ .pi)(wanted.path));
        }
    }
    output.copy(source, copied, source.length);
    return output.finish();
}
/** The other kind or text, `undefined` where nothing changes. */
function changeOf(reference, wanted) {
    if (wanted === undefined)
        return undefined;
    const change = typeof wanted === 'string' ? { kind: reference.kind, path: wanted } : wanted;
    return change.kind === reference.kind && change.path === reference.path ? undefined : change;
}
function checkedLength(reference, text) {
    const length = (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .modifiedUtf8Length */ .pi)(text);
    if (length > 0 && length <= _modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_TEXT_BYTES */ .$D)
        return length;
    const became = length === 0
        ? 'would become empty'
        : `would become a text of ${length} bytes, and _metadata holds ${_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_TEXT_BYTES */ .$D} at most: choose a shorter target`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .MetadataRewriteError */ .wA(`the path ${JSON.stringify(reference.path)} ${became}`, reference.path);
}
/** Appends what stands before the handle or its text, then the new one. @returns where the rest of the source begins. */
function splice(output, source, from, reference, kind, text, length) {
    const { offset } = reference;
    const textEnd = offset + 2 + reference.byteLength;
    if (kind === reference.kind) {
        output.copy(source, from, offset);
        output.text(text, length);
        return textEnd;
    }
    if (kind === 'relative') {
        output.copy(source, from, offset - SIZE_BYTES - 1);
        output.byte(RELATIVE_FILE);
        output.text(text, length);
        output.copy(source, offset - SIZE_BYTES, offset);
        return textEnd;
    }
    output.copy(source, from, offset - 1);
    output.byte(FILE);
    output.copy(source, textEnd, textEnd + SIZE_BYTES);
    output.text(text, length);
    return textEnd + SIZE_BYTES;
}
/** Segments and directories have no other form, and readers of version 2 know no relative handles. */
function checkConversion(reference, snapshot, kind) {
    const pair = [reference.kind, kind].sort().join(' and ');
    if (pair === 'file and relative' && snapshot.version > 2)
        return;
    throw new RangeError(`a ${reference.kind} handle of metadata version ${snapshot.version} cannot become a ${kind} one`);
}
/**
 * A snapshot of other bytes would make a file that looks right and is not.
 *
 * @returns where the text ends.
 */
function checkSpan(bytes, reference, read) {
    const { offset, byteLength } = reference;
    const stated = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
    const end = offset + 2 + byteLength;
    if (offset >= read && end <= bytes.length && stated === byteLength)
        return end;
    throw new RangeError(`the reference at byte ${offset} is not one of these ${bytes.length} bytes`);
}
/** Bytes of a known length that are filled from the start. */
class Output {
    bytes;
    length = 0;
    constructor(byteLength) {
        this.bytes = Buffer.allocUnsafeSlow(byteLength);
    }
    /** Appends `source[start, end)`. */
    copy(source, start, end) {
        if (end - start > SHORT_COPY_BYTES) {
            source.copy(this.bytes, this.length, start, end);
        }
        else {
            for (let at = start; at < end; at++)
                this.bytes[this.length + at - start] = source[at] ?? 0;
        }
        this.length += end - start;
    }
    byte(value) {
        this.bytes[this.length++] = value;
    }
    /** Appends a text with its length in front. */
    text(text, length) {
        this.bytes[this.length] = length >> 8;
        this.bytes[this.length + 1] = length & 0xff;
        (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeModifiedUtf8 */ .Xe)(text, length, this.bytes, this.length + 2);
        this.length += length + 2;
    }
    /** @throws RangeError where the bytes are not as many as were promised: `mapPath` answered in another way than before. */
    finish() {
        if (this.length === this.bytes.length)
            return this.bytes;
        throw new RangeError(`${this.length} bytes were written instead of ${this.bytes.length}`);
    }
}


/***/ }),

/***/ 2859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  relocate: () => (/* binding */ relocate)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/inspection/read-snapshot.js
var read_snapshot = __webpack_require__(68);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __webpack_require__(5765);
// EXTERNAL MODULE: ./build/relocation/relocation-error.js
var relocation_error = __webpack_require__(5410);
// EXTERNAL MODULE: ./build/relocation/survey/survey.js + 1 modules
var survey = __webpack_require__(5763);
;// CONCATENATED MODULE: ./build/relocation/claimed-savepoints.js



/**
 * The files of the savepoints that the user says were claimed.
 *
 * @throws RelocationError naming a directory in which nothing lies.
 */
async function listClaimed(directories, from, source, signal) {
    const all = [];
    for (const directory of directories) {
        const objects = (0,location_location/* sameStore */.Yx)(directory.scheme, from.scheme) ? await (0,survey/* listAll */._w)(source, directory, signal) : undefined;
        if (objects === undefined || objects.size === 0) {
            throw new relocation_error/* RelocationError */.f(`claimed-savepoint ${(0,location_location/* displayLocation */.S5)(directory)}: nothing lies there; give the directory of the savepoint in the `
                + 'source\'s store, as it was when the job claimed it');
        }
        for (const info of objects.values())
            all.push(info);
    }
    return all;
}

// EXTERNAL MODULE: ./build/location/location-map.js
var location_map = __webpack_require__(7080);
// EXTERNAL MODULE: ./build/metadata/parse.js + 12 modules
var parse = __webpack_require__(1128);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
;// CONCATENATED MODULE: ./build/relocation/internal-names.js
/** The former `_metadata`, kept beside the rewritten one when a snapshot is rewritten in its own place. */
const FORMER_METADATA = '_metadata.before-relocation';
/** Names that this tool makes beside a snapshot and that are no part of it. */
function isInternalName(name) {
    return name.startsWith(FORMER_METADATA);
}

;// CONCATENATED MODULE: ./build/relocation/commit.js







/** How much more than expected may be read back before it is called different. */
const READ_BACK_SLACK_BYTES = 1;
/** The `_metadata` of a target, `undefined` where there is none. */
async function readTargetMetadata(store, location, maxBytes, signal) {
    const info = await store.stat(location, { signal });
    if (info === undefined)
        return undefined;
    // Larger than what would be written: it is different, and how different does not matter.
    if (info.sizeBytes > maxBytes)
        return new Uint8Array(0);
    return (await store.read(location, { signal, maxBytes })).bytes;
}
/** Whether the snapshot now in the target is the very one that this run would write. */
function sameBytes(a, b) {
    return Buffer.compare(a, b) === 0;
}
/**
 * Writes `_metadata`, the act that makes the directory a snapshot, when each of its references is among the verified objects,
 * and proves it by reading the same bytes back.
 *
 * @param replace an existing `_metadata` may be replaced (`overwrite`, or a rewrite in place).
 * @returns whether the store honours conditional writes, and whether another run wrote the identical file first.
 * @throws RelocationError where another relocation won, or what is read back differs.
 */
async function commitMetadata(plan, store, verified, replace, signal) {
    const location = (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce);
    requireVerified(plan, verified);
    signal.throwIfAborted();
    const published = await store.publish(location, plan.metadata, { replace, signal });
    const back = await store.read(location, { signal, maxBytes: plan.metadataBytes + READ_BACK_SLACK_BYTES })
        .catch((error) => {
        signal.throwIfAborted();
        // Larger than what was written: it is somebody else's, whatever it says.
        if (error instanceof storage_error/* StorageError */.a && error.code === 'too-large')
            return { bytes: new Uint8Array(0) };
        throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(location)} was written but could not be read back, so nothing is proved: run again, it will `
            + 'say whether the snapshot is there', { cause: error });
    });
    const same = sameBytes(back.bytes, plan.metadata);
    if (published.outcome === 'exists' && !same) {
        throw new relocation_error/* RelocationError */.f(`another run wrote a different ${(0,location_location/* displayLocation */.S5)(location)} meanwhile; it was left alone, and this run's files lie `
            + 'beside it: let only one relocation write to a target');
    }
    if (!same) {
        throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(location)} reads back with other bytes than were written: do not restore from it; see who else `
            + 'writes there, then run again with overwrite');
    }
    return { conditionHonoured: published.conditionHonoured, alreadyThere: published.outcome === 'exists' };
}
/** Each file that the new `_metadata` names must be one that was seen whole, or one that was knowingly kept outside. */
function requireVerified(plan, verified) {
    const kept = new location_map/* LocationSet */.Q(plan.kept.map((file) => file.from));
    const directory = plan.placement.snapshot.to;
    for (const reference of (0,parse/* parseMetadata */.j)(plan.metadata).references) {
        if (reference.kind === 'directory')
            continue;
        const location = reference.kind === 'relative'
            ? (0,location_location/* resolveWithin */.s5)(directory, reference.path)
            : (0,location_location/* parseWrittenLocation */.A3)(reference.path);
        if (verified.has(location) || kept.has(location))
            continue;
        throw new relocation_error/* RelocationError */.f(`the new _metadata names ${(0,location_location/* displayLocation */.S5)(location)}, which was not verified; it was not written: please report `
            + 'this with the report file');
    }
}
/**
 * Keeps the former `_metadata` beside the one that replaces it in its own place. An earlier copy with the same bytes
 * serves; one with other bytes is left alone and the next free name is taken.
 */
async function keepFormerMetadata(store, directory, former, signal) {
    for (let n = 1;; n++) {
        const location = (0,location_location/* resolveWithin */.s5)(directory, n === 1 ? FORMER_METADATA : `${FORMER_METADATA}-${n}`);
        const published = await store.publish(location, former, { replace: false, signal });
        if (published.outcome !== 'exists')
            return location;
        const there = await readTargetMetadata(store, location, former.length, signal);
        if (there !== undefined && sameBytes(there, former))
            return location;
    }
}

// EXTERNAL MODULE: ./build/relocation/copying/copy.js + 1 modules
var copy = __webpack_require__(3420);
;// CONCATENATED MODULE: ./build/relocation/delete-source.js



/**
 * Deletes a relocated snapshot at its source: `_metadata` first, so that what is left is never taken for a snapshot, then
 * the files that were copied and belong to this snapshot alone. Shared files of checkpoints, gathered external files and
 * whatever else lies there stay.
 *
 * @returns the number of files deleted, `_metadata` included, and a sentence about what was left, if anything.
 */
async function deleteSource(plan, source, signal) {
    const exclusive = plan.files.filter((file) => file.exclusive);
    await source.remove([(0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.from, read_snapshot/* METADATA_NAME */.ce)], { signal });
    await source.remove(exclusive.map((file) => file.from), { signal });
    const left = plan.files.length - exclusive.length;
    return {
        deleted: exclusive.length + 1,
        left: left === 0
            ? undefined
            : `${(0,quantities/* countOf */.pq)(left, 'copied file')} that other snapshots may use ${left === 1 ? 'was' : 'were'} left at the source`,
    };
}

// EXTERNAL MODULE: ./build/relocation/again.js
var again = __webpack_require__(2371);
;// CONCATENATED MODULE: ./build/relocation/survey/expected-files.js


/**
 * Files that are likely to lie directly in a snapshot's directory, by what its handles say: those that are named relative to it, and
 * those whose former directory had its name. Nothing is decided by it; a listing is faster when it knows what comes.
 */
function filesExpectedIn(directory, snapshot) {
    return (0,again/* again */.TG)(() => expectedIn(directory, snapshot));
}
function* expectedIn(directory, snapshot) {
    const segment = `/${(0,location_location/* nameOf */.Vb)(directory)}/`;
    for (const { kind, path } of snapshot.references) {
        if (kind === 'directory')
            continue;
        const slash = path.lastIndexOf('/');
        if (kind !== 'relative' && !path.slice(0, slash + 1).endsWith(segment))
            continue;
        const location = within(directory, path.slice(slash + 1));
        if (location !== undefined)
            yield location;
    }
}
/** What is no name is refused by the plan, with a sentence of its own. */
function within(directory, name) {
    try {
        return (0,location_location/* resolveWithin */.s5)(directory, name);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/location/enlarged.js
var enlarged = __webpack_require__(5942);
// EXTERNAL MODULE: ./build/location/location-index.js
var location_index = __webpack_require__(8578);
;// CONCATENATED MODULE: ./build/relocation/planning/file-table.js





/** Where files are read, one after the other, as often as it is gone through. */
function placesRead(files) {
    return (0,again/* mapped */.CV)(files, ({ from }) => from);
}
const SIZES = ['exact', 'at-least', 'unknown'];
const SIZE_BITS = 0b11;
const REFERENCED = 0b100;
const EXCLUSIVE = 0b1000;
const RELATIVE_INCREMENTAL = 0b1_0000;
const FIRST_ROWS = 16;
/**
 * Planned files by the place they are read from: many handles may name one physical file. In columns, beside the heap, for there may
 * be hundreds of thousands.
 */
class FileTable {
    #from = new location_index/* LocationIndex */.k();
    #to = new location_index/* LocationIndex */.k();
    /** By the number of a file, the number of its target. */
    #targets = new Uint32Array(FIRST_ROWS);
    #sizes = new Float64Array(FIRST_ROWS);
    #flags = new Uint8Array(FIRST_ROWS);
    #rows = 0;
    #collision;
    /** The first two files of which it was found that they would become one. */
    get collision() {
        return this.#collision;
    }
    /** @throws RelocationError where two handles tell different sizes of one file. */
    add(route, reference, placement) {
        const { sizeIs, sizeBytes } = reference;
        const row = this.#from.add(route.from);
        if (row === this.#rows) {
            const exclusive = !reference.incremental && (0,location_location/* isWithin */.UO)(route.from, placement.snapshot.from);
            const relativeIncremental = reference.kind === 'relative' && reference.incremental;
            this.#append(route.from, route.to, sizeBytes, SIZES.indexOf(sizeIs) | REFERENCED | (exclusive ? EXCLUSIVE : 0)
                | (relativeIncremental ? RELATIVE_INCREMENTAL : 0));
            return;
        }
        if (reference.incremental)
            this.#flags[row] = this.flags(row) & ~EXCLUSIVE;
        const known = this.sizeIs(row);
        if (known === 'exact' && sizeIs === 'exact' && this.sizeBytes(row) !== sizeBytes) {
            throw new relocation_error/* RelocationError */.f(`_metadata gives ${(0,location_location/* displayLocation */.S5)(route.from)} two sizes, ${this.sizeBytes(row)} and ${sizeBytes} bytes: `
                + 'it is damaged; take a new savepoint or choose another checkpoint');
        }
        if (sizeIs === 'exact' || (sizeIs === 'at-least' && known !== 'exact' && sizeBytes > this.sizeBytes(row))) {
            this.#flags[row] = (this.flags(row) & ~SIZE_BITS) | SIZES.indexOf(sizeIs);
            this.#sizes[row] = sizeBytes;
        }
    }
    /** Adds a file that no handle names. */
    addBeside({ location, sizeBytes }, to) {
        if (this.#from.add(location) === this.#rows)
            this.#append(location, to, sizeBytes, SIZES.indexOf('exact') | EXCLUSIVE);
    }
    has(from) {
        return this.#from.find(from) >= 0;
    }
    *[Symbol.iterator]() {
        for (let row = 0; row < this.#rows; row++)
            yield new TableFile(this, row);
    }
    from(row) {
        return this.#from.at(row);
    }
    to(row) {
        return this.#to.at(this.#targets[row] ?? 0);
    }
    sizeIs(row) {
        return SIZES[this.flags(row) & SIZE_BITS] ?? 'unknown';
    }
    sizeBytes(row) {
        return this.#sizes[row] ?? 0;
    }
    flags(row) {
        return this.#flags[row] ?? 0;
    }
    #append(from, to, sizeBytes, flags) {
        const row = this.#rows;
        const target = this.#to.find(to);
        if (target >= 0) {
            this.#collision ??= { first: this.from(this.#targets.indexOf(target)), second: from, to };
        }
        if (row === this.#targets.length)
            this.#grow(row * 2);
        this.#targets[row] = target >= 0 ? target : this.#to.add(to);
        this.#sizes[row] = sizeBytes;
        this.#flags[row] = flags;
        this.#rows++;
    }
    #grow(rows) {
        this.#targets = (0,enlarged/* enlarged */.v)(this.#targets, rows);
        this.#sizes = (0,enlarged/* enlarged */.v)(this.#sizes, rows);
        this.#flags = (0,enlarged/* enlarged */.v)(this.#flags, rows);
    }
}
/** A row, looking like any other planned file. */
class TableFile {
    table;
    row;
    constructor(table, row) {
        this.table = table;
        this.row = row;
    }
    get from() {
        return this.table.from(this.row);
    }
    get to() {
        return this.table.to(this.row);
    }
    get sizeIs() {
        return this.table.sizeIs(this.row);
    }
    get sizeBytes() {
        return this.table.sizeBytes(this.row);
    }
    get referenced() {
        return (this.table.flags(this.row) & REFERENCED) !== 0;
    }
    get exclusive() {
        return (this.table.flags(this.row) & EXCLUSIVE) !== 0;
    }
    get relativeIncremental() {
        return (this.table.flags(this.row) & RELATIVE_INCREMENTAL) !== 0;
    }
}

;// CONCATENATED MODULE: ./build/relocation/planning/placement.js


const CHECKPOINT_DIRECTORY = /^chk-\d+$/;
const JOB_ID = /^[0-9a-f]{32}$/;
/** The job directory in which a location below a checkpoint root lies, by its name; `undefined` for any other place. */
function jobBelow(root, location) {
    const rest = (0,location_location/* relativePath */.iZ)(location, root);
    const job = rest?.slice(0, Math.max(0, rest.indexOf('/')));
    return job !== undefined && JOB_ID.test(job) ? job : undefined;
}
/**
 * Places a snapshot under `target`, as Flink's own target directory is used: `<target>/<savepoint name>`, or for a
 * directory called `chk-<digits>` `<target>/<job directory>/chk-N`. `targetName` replaces the savepoint's name or the
 * job directory's.
 *
 * @throws RelocationError where no name can be told.
 */
function placeSnapshot(directory, target, targetName) {
    const name = (0,location_location/* nameOf */.Vb)(directory);
    if (!CHECKPOINT_DIRECTORY.test(name)) {
        const placed = targetName ?? name;
        if (placed === '') {
            throw new relocation_error/* RelocationError */.f(`source ${(0,location_location/* displayLocation */.S5)(directory)} is a root and has no name of its own: give target-name`);
        }
        const move = { from: directory, to: (0,location_location/* resolveWithin */.s5)(target, placed) };
        return { shape: 'savepoint', snapshot: move, home: move };
    }
    const job = (0,location_location/* parentOf */.gN)(directory);
    const jobName = job === undefined ? '' : (0,location_location/* nameOf */.Vb)(job);
    if (job === undefined || (targetName === undefined && !JOB_ID.test(jobName))) {
        throw new relocation_error/* RelocationError */.f(`the checkpoint ${(0,location_location/* displayLocation */.S5)(directory)} does not lie in a job directory (32 hex digits): `
            + 'give target-name, the name its job directory shall have under target');
    }
    const home = { from: job, to: (0,location_location/* resolveWithin */.s5)(target, targetName ?? jobName) };
    const snapshot = { from: directory, to: (0,location_location/* resolveWithin */.s5)(home.to, name) };
    const root = JOB_ID.test(jobName) ? (0,location_location/* parentOf */.gN)(job) : undefined;
    return { shape: 'checkpoint', snapshot, home, ...(root && { root: { from: root, to: target } }) };
}
/**
 * Refuses a target that is, or lies in, a directory in which Flink itself creates and deletes files: `chk-N`, or `shared` and
 * `taskowned` of a job directory.
 */
function refuseFlinksOwn(target) {
    const names = target.path.split('/');
    const own = names.findIndex((name, n) => CHECKPOINT_DIRECTORY.test(name)
        || (/^(shared|taskowned)$/.test(name) && JOB_ID.test(names[n - 1] ?? '')));
    if (own < 0)
        return;
    throw new relocation_error/* RelocationError */.f(`target ${(0,location_location/* displayLocation */.S5)(target)} lies in ${(0,location_location/* displayLocation */.S5)({ ...target, path: names.slice(0, own + 1).join('/') })}, where a job `
        + 'keeps its own checkpoints: Flink deletes what is there with them; choose a directory beside the job\'s');
}
/**
 * Refuses source and target that lie in one another. Only within one store: the same text on two endpoints is two
 * places. An equal source and target is the caller's to judge ({@link isInPlace}).
 */
function refuseNested(placement) {
    const { from, to } = placement.home;
    if ((0,location_location/* sameLocation */.It)(from, to) || (!(0,location_location/* isWithin */.UO)(from, to) && !(0,location_location/* isWithin */.UO)(to, from)))
        return;
    throw new relocation_error/* RelocationError */.f(`the snapshot would go to ${(0,location_location/* displayLocation */.S5)(to)}, which ${(0,location_location/* isWithin */.UO)(to, from) ? 'lies inside' : 'contains'} `
        + `the source ${(0,location_location/* displayLocation */.S5)(from)}: choose a target (or target-name) beside it`);
}
/** Whether the snapshot would stay where it is. */
function isInPlace(placement) {
    return (0,location_location/* sameLocation */.It)(placement.home.from, placement.home.to);
}
/** `location` carried over by `move`, `undefined` where it lies outside `move.from`. */
function carry(move, location) {
    const rest = (0,location_location/* relativePath */.iZ)(location, move.from);
    if (rest === undefined)
        return undefined;
    return rest === '' ? move.to : (0,location_location/* resolveWithin */.s5)(move.to, rest);
}
/**
 * The move of the earlier job's directory in which the location lies: `<root>/<32 hex digits>/…` goes to
 * `<target>/<the same name>/…`. `undefined` for any other place.
 */
function earlierJobOf(placement, location) {
    if (placement.root === undefined)
        return undefined;
    const job = jobBelow(placement.root.from, location);
    if (job === undefined)
        return undefined;
    return { from: (0,location_location/* resolveWithin */.s5)(placement.root.from, job), to: (0,location_location/* resolveWithin */.s5)(placement.root.to, job) };
}

;// CONCATENATED MODULE: ./build/relocation/planning/former-home.js




/**
 * A snapshot whose files were moved before its `_metadata` was rewritten names its former home. Each move returned here
 * says: what the metadata places below `from` is to be read below `to`, never from the former home.
 */
function givenFormerHome(movedFrom, snapshot, placement) {
    const given = parseGiven(movedFrom);
    const former = (0,location_location/* nameOf */.Vb)(given) === read_snapshot/* METADATA_NAME */.ce ? (0,location_location/* parentOf */.gN)(given) ?? given : given;
    const moves = formerMoves(former, placement);
    if (!isAnyWithin(snapshot, moves.map(({ from: place }) => place))) {
        throw new relocation_error/* RelocationError */.f(`moved-from ${(0,location_location/* displayLocation */.S5)(former)}: nothing in _metadata lies there; `
            + 'leave moved-from out, or give the directory that `inspect` shows');
    }
    return moves;
}
/**
 * The moves that a user's rules tell, those of the longest prefix first. What a replica of a bucket holds is read in this way.
 *
 * @throws RelocationError naming a rule that nothing in the metadata needs.
 */
function movesByRules(rules, snapshot) {
    if (rules.length === 0)
        return [];
    for (const { from, to } of rules) {
        if (isAnyWithin(snapshot, [from]))
            continue;
        throw new relocation_error/* RelocationError */.f(`moved-from ${(0,location_location/* displayLocation */.S5)(from)} => ${(0,location_location/* displayLocation */.S5)(to)}: nothing in _metadata lies there; `
            + 'leave the rule out, or give the directory that `inspect` shows');
    }
    return [...rules].sort((a, b) => b.from.path.length - a.from.path.length);
}
/** The directories outside the snapshot's home that could be its former home, by their form alone, but for those that have a rule. */
function formerCandidates(snapshot, placement, rules = []) {
    const candidates = new Map();
    for (const [location, reference] of absoluteLocations(snapshot)) {
        if ((0,location_location/* isWithin */.UO)(location, placement.home.from) || rules.some((rule) => (0,location_location/* isWithin */.UO)(location, rule.from)))
            continue;
        const former = formerHomeOf(location, placement);
        if (former === undefined)
            continue;
        const key = (0,location_location/* identityOf */.cu)(former);
        const candidate = candidates.get(key) ?? { moves: formerMoves(former, placement), files: [] };
        candidate.files.push([location, reference]);
        candidates.set(key, candidate);
    }
    return [...candidates.values()];
}
/**
 * The directories of earlier jobs below a former checkpoint root, which may have been moved along with the job's own: the
 * checkpoint of a restarted job names files of theirs. `found` are the former homes that are known.
 */
function earlierJobCandidates(snapshot, { home, root }, found) {
    const candidates = new Map();
    for (const { from: former, to } of found) {
        const formerRoot = (0,location_location/* parentOf */.gN)(former);
        if (root === undefined || formerRoot === undefined || !(0,location_location/* sameLocation */.It)(to, home.from))
            continue;
        for (const [location, reference] of absoluteLocations(snapshot)) {
            const job = (0,location_location/* isWithin */.UO)(location, former) ? undefined : jobBelow(formerRoot, location);
            if (job === undefined)
                continue;
            const move = { from: (0,location_location/* resolveWithin */.s5)(formerRoot, job), to: (0,location_location/* resolveWithin */.s5)(root.from, job) };
            const key = (0,location_location/* identityOf */.cu)(move.from);
            const candidate = candidates.get(key) ?? { move, moves: [move], files: [] };
            candidate.files.push([location, reference]);
            candidates.set(key, candidate);
        }
    }
    return [...candidates.values()];
}
/**
 * Finds the former homes by itself: those candidates of which every referenced file name is present in the source with
 * the same size. `listing` is everything below the snapshot's home.
 */
function findFormerHomes(candidates, listing) {
    return candidates
        .filter(({ moves, files }) => files.every(([location, reference]) => isPresent(location, reference, moves, listing)))
        .flatMap(({ moves }) => moves);
}
function isPresent(location, reference, moves, listing) {
    if (reference.kind === 'directory')
        return true;
    const here = readPlace(moves, location);
    const size = here && listing.get(here)?.sizeBytes;
    if (size === undefined)
        return false;
    if (reference.sizeIs === 'unknown')
        return true;
    return reference.sizeIs === 'exact' ? size === reference.sizeBytes : size >= reference.sizeBytes;
}
/** Where the bytes of a location of the metadata are read: below the source when it lies in a former home. */
function readPlace(moves, location) {
    for (const move of moves) {
        const here = carry(move, location);
        if (here !== undefined)
            return here;
    }
    return undefined;
}
function parseGiven(movedFrom) {
    try {
        return (0,location_location/* parseLocation */.zS)(movedFrom);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new relocation_error/* RelocationError */.f(`moved-from: ${error.message}`, { cause: error });
    }
}
function isAnyWithin(snapshot, directories) {
    for (const [location] of absoluteLocations(snapshot))
        if (directories.some((directory) => (0,location_location/* isWithin */.UO)(location, directory)))
            return true;
    return false;
}
/** One after the other: a list of hundreds of thousands would be garbage that lives long. */
function* absoluteLocations(snapshot) {
    for (const reference of snapshot.references) {
        if (reference.kind === 'relative')
            continue;
        const location = locationIn(reference);
        if (location !== undefined)
            yield [location, reference];
    }
}
/** A path that is no location is refused by the plan, with a sentence of its own. */
function locationIn({ path }) {
    try {
        return (0,location_location/* parseWrittenLocation */.A3)(path);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        return undefined;
    }
}
/** Savepoint directories are flat; of a checkpoint the job directory is what people move, and its name stays. */
function formerHomeOf(location, placement) {
    if (placement.shape === 'savepoint')
        return (0,location_location/* parentOf */.gN)(location);
    const segment = `/${(0,location_location/* nameOf */.Vb)(placement.home.from)}/`;
    const at = location.path.indexOf(segment);
    return at < 0 ? undefined : { ...location, path: location.path.slice(0, at + segment.length - 1) };
}
/** A checkpoint's former home may be given as its job directory or as `chk-N`; the job directory follows from it. */
function formerMoves(former, placement) {
    if (placement.shape === 'savepoint')
        return [{ from: former, to: placement.home.from }];
    if ((0,location_location/* nameOf */.Vb)(former) !== (0,location_location/* nameOf */.Vb)(placement.snapshot.from))
        return [{ from: former, to: placement.home.from }];
    const job = (0,location_location/* parentOf */.gN)(former);
    return [
        { from: former, to: placement.snapshot.from },
        ...(job ? [{ from: job, to: placement.home.from }] : []),
    ];
}

// EXTERNAL MODULE: ./build/storage/server-side.js
var server_side = __webpack_require__(5307);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
;// CONCATENATED MODULE: ./build/relocation/leftovers.js





/** Keys that are asked for one by one, so many at once and no more in all: it is a courtesy, not a proof. */
const AT_ONCE = 16;
const MOST_ASKED = 1000;
const MOST_NAMED = 3;
/**
 * Looks for unfinished multipart uploads under the keys that a run is about to write in parts: what a killed run leaves
 * costs storage and is in no listing of objects. They are never touched, for another run may be at work.
 *
 * @returns a sentence, `undefined` where there are none or the store does not tell.
 */
async function findLeftovers(pending, target, signal) {
    if (!(0,server_side/* canCopyWithin */.d)(target))
        return undefined;
    const large = pending.filter(({ sizeBytes }) => target.cost.write(sizeBytes) > 1).slice(0, MOST_ASKED);
    const found = [];
    let uploads = 0;
    try {
        await (0,pool/* runPool */.k)(large, { concurrency: AT_ONCE }, signal, async ({ file }, both) => {
            const count = await target.countUploads(file.to, { signal: both });
            if (count === 0)
                return;
            uploads += count;
            found.push((0,location_location/* displayLocation */.S5)(file.to));
        });
    }
    catch (error) {
        // Listing uploads needs a permission of its own (s3:ListBucketMultipartUploads), which nothing else here needs.
        if (error instanceof storage_error/* StorageError */.a)
            return undefined;
        throw error;
    }
    if (found.length === 0)
        return undefined;
    const names = found.sort().slice(0, MOST_NAMED).join(', ');
    return `${(0,quantities/* countOf */.pq)(uploads, 'unfinished multipart upload')} of an earlier or another run ${uploads === 1 ? 'lies' : 'lie'} under `
        + `${names}${found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : ''}; ${uploads === 1 ? 'it was' : 'they were'} `
        + 'not touched and cost storage: a lifecycle rule with AbortIncompleteMultipartUpload on the bucket removes such uploads';
}

;// CONCATENATED MODULE: ./build/relocation/orphans.js





/** The files in the place of a snapshot that is going to be replaced to which nothing will refer any more. */
async function findOrphans(plan, target, signal) {
    const directory = plan.placement.snapshot.to;
    const metadata = (0,location_location/* resolveWithin */.s5)(directory, read_snapshot/* METADATA_NAME */.ce);
    const planned = new location_map/* LocationSet */.Q(plan.files.map((file) => file.to));
    const objects = await (0,survey/* listAll */._w)(target, directory, signal);
    return [...objects.values()]
        .filter(({ location }) => !planned.has(location) && !isInternalName((0,location_location/* nameOf */.Vb)(location))
        && !(0,location_location/* sameLocation */.It)(location, metadata))
        .map(({ location }) => (0,location_location/* formatLocation */.j$)(location));
}

// EXTERNAL MODULE: ./build/relocation/claim-mode.js
var claim_mode = __webpack_require__(5603);
;// CONCATENATED MODULE: ./build/relocation/outcome.js




/** What is known of the result so far; becomes the report. */
class Outcome {
    read;
    plan;
    transfer;
    /** Where the source stood in the text that named it. */
    takenFrom;
    /** The shard that this run is about. */
    shard;
    files = [];
    copied = [];
    orphans = [];
    deleted = 0;
    alreadyThere = false;
    requests = 0;
    estimate;
    constructor(read, plan, transfer, takenFrom) {
        this.read = read;
        this.plan = plan;
        this.transfer = transfer;
        this.takenFrom = takenFrom;
    }
    get #ending() {
        if (this.estimate !== undefined)
            return 'planned';
        if (this.shard !== undefined)
            return 'shard-copied';
        return this.alreadyThere ? 'already-there' : 'relocated';
    }
    /** The report as of now. */
    report(durationMs, warnings) {
        const { plan, estimate } = this;
        const { snapshot, directory } = this.read;
        const claimMode = (0,claim_mode/* claimModeOf */.h)(snapshot);
        return {
            dryRun: estimate !== undefined,
            outcome: this.#ending,
            ...(this.shard !== undefined && { shard: this.shard }),
            source: (0,location_location/* formatLocation */.j$)(directory),
            ...(this.takenFrom !== undefined && { sourceTakenFrom: this.takenFrom }),
            savepointPath: (0,location_location/* formatLocation */.j$)(plan.placement.snapshot.to),
            metadataPath: (0,location_location/* formatLocation */.j$)((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce)),
            kind: snapshot.kind,
            metadataVersion: snapshot.version,
            flinkVersions: snapshot.flinkVersions,
            ...(claimMode !== undefined && { claimMode }),
            checkpointId: snapshot.checkpointId.toString(),
            filesCopied: this.copied.length,
            filesSkipped: estimate?.skipped ?? this.files.length - this.copied.length,
            bytesCopied: (0,copy/* totalBytes */.ob)(this.copied),
            urisRewritten: this.shard === undefined ? plan.urisRewritten : 0,
            transferMode: this.transfer.mode,
            ...(estimate && { estimatedRequests: estimate.requests, estimatedFiles: estimate.files, estimatedBytes: estimate.bytes }),
            durationMs: Math.round(durationMs),
            warnings,
            orphans: this.orphans,
            deleted: this.deleted,
            plan: { files: new FileTexts(this.files) },
        };
    }
}
/** Made one by one when somebody asks for them: of a million files the texts alone take hundreds of megabytes. */
class FileTexts {
    #files;
    constructor(files) {
        this.#files = files;
    }
    get length() {
        return this.#files.length;
    }
    *[Symbol.iterator]() {
        for (const { file, sizeBytes } of this.#files)
            yield { from: (0,location_location/* formatLocation */.j$)(file.from), to: (0,location_location/* formatLocation */.j$)(file.to), bytes: sizeBytes };
    }
    /** For `JSON.stringify`, which does not go through what is no array. */
    toJSON() {
        return [...this];
    }
}

// EXTERNAL MODULE: ./build/metadata/rewrite.js
var metadata_rewrite = __webpack_require__(5252);
// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __webpack_require__(7851);
;// CONCATENATED MODULE: ./build/relocation/planning/merged-directories.js


/**
 * The directories of code 17 are orders to delete: under CLAIM Flink deletes them recursively once the claimed checkpoint
 * is subsumed. So each must become a directory of its own that holds nothing but its own files.
 *
 * @throws RelocationError where one would hold the snapshot, meet another one, or get files of another place.
 */
function refuseSharedDirectories(directories, placement, files) {
    const byTarget = new Map();
    for (const move of directories) {
        const key = (0,location_location/* identityOf */.cu)(move.to);
        const other = byTarget.get(key);
        if (other !== undefined && !(0,location_location/* sameLocation */.It)(other.from, move.from)) {
            throw dangerous(move, `which ${(0,location_location/* displayLocation */.S5)(other.from)} would share`);
        }
        byTarget.set(key, move);
    }
    for (const move of byTarget.values()) {
        if ((0,location_location/* isWithin */.UO)(placement.snapshot.to, move.to) || (0,location_location/* sameLocation */.It)(placement.home.to, move.to)) {
            throw dangerous(move, 'which holds the snapshot itself');
        }
        refuseStranger(move.from, move.to, byTarget);
    }
    if (byTarget.size > 0)
        for (const file of files)
            refuseStranger(file.from, file.to, byTarget);
}
/** Refuses what lands below a merged directory without having been below it. */
function refuseStranger(from, to, byTarget) {
    for (let above = (0,location_location/* parentOf */.gN)(to); above !== undefined; above = (0,location_location/* parentOf */.gN)(above)) {
        const move = byTarget.get((0,location_location/* identityOf */.cu)(above));
        if (move !== undefined && !(0,location_location/* isWithin */.UO)(from, move.from)) {
            throw dangerous(move, `where ${(0,location_location/* displayLocation */.S5)(from)} would lie too`);
        }
    }
}
function dangerous(move, why) {
    return new relocation_error/* RelocationError */.f(`the file-merging directory ${(0,location_location/* displayLocation */.S5)(move.from)} would become ${(0,location_location/* displayLocation */.S5)(move.to)}, ${why}: `
        + 'Flink deletes such directories with all that is in them; change the path-map so that it gets a directory of its own');
}

// EXTERNAL MODULE: ./build/location/path-map.js
var path_map = __webpack_require__(2728);
;// CONCATENATED MODULE: ./build/relocation/planning/route.js







/** Decides where references go, and collects what it has to refuse so that all of it is told at once. */
class Router {
    #placement;
    #options;
    #decided = new Map();
    #decisions = 0;
    #externals = new Map();
    #refusals = [];
    #usedRules = new Set();
    /** File names given out in the savepoint directory to gathered files, so that equal names do not collide. */
    #gathered = new Map();
    #claimed = new Map();
    #kept = 0;
    #repaired = 0;
    constructor(placement, options) {
        this.#placement = placement;
        this.#options = options;
        for (const { location } of options.claimed)
            this.#claimed.set((0,location_location/* nameOf */.Vb)(location), location);
    }
    /**
     * The route of a reference; equal paths have one route. What is counted or given out is remembered; the others, nearly all of
     * them, are found again faster than they would be kept.
     */
    route(reference) {
        const known = this.#decided.size === 0 ? undefined : this.#decided.get(routeKey(reference));
        if (known !== undefined)
            return known;
        const before = this.#decisions;
        const route = reference.kind === 'relative' ? this.#relative(reference) : this.#absolute(reference);
        if (this.#decisions !== before)
            this.#decided.set(routeKey(reference), route);
        return route;
    }
    /** The new text of a reference that was routed before, `undefined` where the written one stays. */
    rewrite(reference) {
        const route = this.route(reference);
        if (route.kind !== 'copied')
            return undefined;
        if (this.#options.references === 'relative' && reference.kind === 'file' && !reference.incremental && !reference.changelog) {
            const name = (0,location_location/* relativePath */.iZ)(route.to, this.#placement.snapshot.to);
            if (name !== undefined)
                return { kind: 'relative', path: name };
        }
        return route.written;
    }
    /** How many of the references name their files absolutely in the result. */
    countAbsolute(references) {
        return references.filter((reference) => {
            const written = this.rewrite(reference);
            return (written === undefined || typeof written === 'string' ? reference.kind : written.kind) !== 'relative';
        }).length;
    }
    /** Sentences about kept files and rules that nothing used. */
    warnings() {
        const warnings = this.#options.pathMap
            .filter((rule) => !this.#usedRules.has(rule))
            .map((rule) => `path-map rule ${(0,location_location/* formatLocation */.j$)(rule.from)} => ${(0,location_location/* formatLocation */.j$)(rule.to)} matches nothing in _metadata`);
        if (this.#repaired > 0) {
            warnings.push(`${(0,quantities/* countOf */.pq)(this.#repaired, 'relative handle')} named files that are not beside _metadata but in claimed-savepoint `
                + '(FLINK-39964): copied from there and written as absolute handles');
        }
        if (this.#kept > 0) {
            warnings.push(`${this.#kept} external files stay where they are (external-files: keep): the result leans on them, `
                + 'do not delete them while a job uses it');
        }
        return warnings;
    }
    /** @throws RelocationError naming everything that was refused, with the path-map lines that would allow it. */
    refuse() {
        if (this.#refusals.length > 0) {
            throw new relocation_error/* RelocationError */.f(`_metadata names ${this.#refusals.length === 1 ? 'a path' : `${this.#refusals.length} paths`} that cannot be `
                + 'relocated: it is damaged or was made by hand; take a new savepoint', { details: (0,relocation_error/* shorten */.m)(this.#refusals) });
        }
        if (this.#externals.size === 0)
            return;
        const externals = [...this.#externals.values()];
        const references = externals.reduce((sum, external) => sum + external.references, 0);
        const merged = externals.some((external) => external.merged);
        throw new relocation_error/* RelocationError */.f(`${references === 1 ? 'a file' : `${references} files or directories`} of the snapshot `
            + `${references === 1 ? 'lies' : 'lie'} outside of it, and nothing says where they shall go: add to path-map the lines below`
            + (merged ? ' (directories of a file-merging checkpoint are never kept or gathered)' : this.#alternative()), { details: (0,relocation_error/* shorten */.m)(externals.map(({ directory }) => this.#suggestion(directory))) });
    }
    /** What else than rules would do, where the choice that was made does not. */
    #alternative() {
        switch (this.#options.externalFiles) {
            case 'fail': return ', or set external-files';
            case 'copy': return ' (external-files: copy reaches only files in the source\'s own bucket)';
            case 'keep': return ' (external-files: keep is not for changelog state, whose files Flink may delete)';
        }
    }
    #relative(reference) {
        const { from, to } = this.#placement.snapshot;
        if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference.path)) {
            return this.#refuse(`${JSON.stringify(reference.path)} is written as a relative name but has a scheme`);
        }
        try {
            const here = (0,location_location/* resolveWithin */.s5)(from, reference.path);
            const claimed = this.#claimed.get((0,location_location/* nameOf */.Vb)(here));
            if (claimed !== undefined && !this.#options.listed.has(here))
                return this.#repair(claimed);
            return { kind: 'copied', from: here, to: (0,location_location/* resolveWithin */.s5)(to, reference.path) };
        }
        catch (error) {
            if (!(error instanceof location_location/* LocationError */.KA))
                throw error;
            return this.#refuse(error.message);
        }
    }
    #absolute(reference) {
        let named;
        try {
            named = (0,location_location/* parseWrittenLocation */.A3)(reference.path);
        }
        catch (error) {
            if (!(error instanceof location_location/* LocationError */.KA))
                throw error;
            return this.#refuse(error.message);
        }
        const from = readPlace(this.#options.formerHomes, named) ?? named;
        const to = this.#byRule(named, from) ?? this.#byHome(from);
        if (to !== undefined) {
            if (!(0,location_location/* sameStore */.Yx)(from.scheme, this.#placement.snapshot.from.scheme)) {
                return this.#refuse(`${(0,location_location/* formatLocation */.j$)(from)} lies in another kind of store than the source and cannot be read with it`);
            }
            if (!(0,location_location/* sameStore */.Yx)(to.scheme, this.#placement.snapshot.to.scheme)) {
                return this.#refuse(`${(0,location_location/* formatLocation */.j$)(from)} would go to ${(0,location_location/* formatLocation */.j$)(to)}, another kind of store than the target`);
            }
            return this.#copied(reference, from, to);
        }
        return this.#external(reference, from);
    }
    /**
     * A checkpoint taken after the CLAIM of a native savepoint names files of that savepoint relative to itself, where they
     * are not (FLINK-39964). Found in a directory that the user named, the handle becomes an absolute one, as the fixed Flink
     * writes it.
     */
    #repair(found) {
        this.#repaired++;
        this.#decisions++;
        const to = this.#byRule(found, found) ?? this.#byHome(found) ?? this.#gather(found);
        return { kind: 'copied', from: found, to, written: { kind: 'file', path: (0,location_location/* formatLocation */.j$)(to) } };
    }
    #byRule(named, from) {
        for (const location of [named, from]) {
            const to = (0,path_map/* applyPathMap */.y)(this.#options.pathMap, location);
            if (to === undefined)
                continue;
            for (const rule of this.#options.pathMap)
                if ((0,location_location/* isWithin */.UO)(location, rule.from))
                    this.#usedRules.add(rule);
            return to;
        }
        return undefined;
    }
    #byHome(from) {
        const placement = this.#placement;
        const home = carry(placement.home, from);
        if (home !== undefined)
            return home;
        const earlier = earlierJobOf(placement, from);
        return earlier && carry(earlier, from);
    }
    #external(reference, from) {
        this.#decisions++;
        const choice = this.#options.externalFiles;
        const merged = reference.kind === 'directory' || reference.kind === 'segment';
        if (choice === 'copy' && reference.kind !== 'directory' && this.#mayGather(from)) {
            return this.#copied(reference, from, this.#gather(from));
        }
        if (choice === 'keep' && !merged && !reference.changelog) {
            this.#kept++;
            return { kind: 'kept', from, to: from };
        }
        const directory = reference.kind === 'directory' ? from : (0,location_location/* parentOf */.gN)(from) ?? from;
        const key = (0,location_location/* identityOf */.cu)(directory);
        const known = this.#externals.get(key);
        this.#externals.set(key, {
            directory, references: (known?.references ?? 0) + 1, merged: merged || (known?.merged ?? false),
        });
        return { kind: 'refused' };
    }
    /** `_metadata` is untrusted: it must not make us read a bucket, or a local file, that the user did not name. */
    #mayGather(from) {
        const source = this.#placement.snapshot.from;
        return (0,location_location/* isS3Scheme */.Ib)(from.scheme) && (0,location_location/* sameStore */.Yx)(from.scheme, source.scheme) && from.authority === source.authority;
    }
    #gather(from) {
        const { shape, snapshot, home } = this.#placement;
        if (shape === 'checkpoint')
            return (0,location_location/* resolveWithin */.s5)(home.to, `external/${from.authority}/${(0,location_location/* keyOf */.TN)(from)}`);
        const name = (0,location_location/* nameOf */.Vb)(from);
        const identity = (0,location_location/* identityOf */.cu)(from);
        for (let n = 1;; n++) {
            const candidate = n === 1 ? name : `${name}-${n}`;
            const owner = this.#gathered.get(candidate);
            if (this.#isTaken(candidate) || (owner !== undefined && owner !== identity))
                continue;
            this.#gathered.set(candidate, identity);
            return (0,location_location/* resolveWithin */.s5)(snapshot.to, candidate);
        }
    }
    #isTaken(name) {
        return name === read_snapshot/* METADATA_NAME */.ce || this.#options.listed.has((0,location_location/* resolveWithin */.s5)(this.#placement.snapshot.from, name));
    }
    #copied(reference, from, to) {
        const text = (0,location_location/* formatLocation */.j$)(to);
        return { kind: 'copied', from, to, ...(text !== reference.path && { written: text }) };
    }
    #refuse(sentence) {
        this.#refusals.push(sentence);
        this.#decisions++;
        return { kind: 'refused' };
    }
    #suggestion(directory) {
        const to = (0,location_location/* resolveWithin */.s5)(this.#placement.home.to, `external/${directory.authority}${directory.path}`);
        return `${(0,location_location/* formatLocation */.j$)(directory)} => ${(0,location_location/* formatLocation */.j$)(to)}`;
    }
}
function routeKey(reference) {
    return reference.kind === 'relative' ? `./${reference.path}` : reference.path;
}

;// CONCATENATED MODULE: ./build/relocation/planning/plan.js











/** S3's limit for the UTF-8 form of a key. */
const MAX_KEY_BYTES = 1024;
/**
 * Turns a snapshot into a plan. Pure.
 *
 * @param listing the objects in the snapshot's directory: of a savepoint, those that no handle names are copied too.
 * @throws RelocationError for everything that forbids the move, with the rule lines to add where a rule would allow it.
 */
function planRelocation(metadata, snapshot, placement, listing, options) {
    if (options.unrelocatableState === 'fail')
        refuseHiddenFiles(snapshot);
    const inPlace = options.oneStore && isInPlace(placement);
    const canBeRelative = snapshot.version > 2 && placement.shape === 'savepoint';
    const router = new Router(placement, {
        ...options, listed: listing,
        references: canBeRelative ? options.references : 'preserve',
    });
    const files = new FileTable();
    const kept = new FileTable();
    const warnings = [...snapshot.warnings, ...referenceWarnings(snapshot, placement, options)];
    const directories = [];
    for (const reference of snapshot.references) {
        const route = router.route(reference);
        if (route.kind === 'refused')
            continue;
        if (reference.kind === 'directory')
            directories.push(route);
        else
            (route.kind === 'kept' ? kept : files).add(route, reference, placement);
    }
    router.refuse();
    if (!inPlace)
        refuseSharedDirectories(directories, placement, files);
    if (placement.shape === 'savepoint')
        addFilesBeside(files, listing, placement, warnings);
    warnings.push(...router.warnings());
    if (canBeRelative && options.references === 'relative')
        warnings.push(...leftAbsolute(router.countAbsolute(snapshot.references)));
    refuseCollisions(files);
    if (options.oneStore && !inPlace && options.pathMap.length > 0)
        refuseIntoSource(files, placement);
    refuseLongKeys(files, placement);
    const moving = [];
    const staying = [];
    for (const file of files)
        (options.oneStore && (0,location_location/* sameLocation */.It)(file.from, file.to) ? staying : moving).push(file);
    const rewrite = (0,metadata_rewrite/* prepareRewrite */.c)(metadata, snapshot, (reference) => router.rewrite(reference));
    let made;
    return {
        placement, files: moving, staying, kept: [...kept], metadataBytes: rewrite.byteLength, urisRewritten: rewrite.rewritten,
        get metadata() {
            made ??= rewrite.make();
            return made;
        },
        inPlace, warnings,
    };
}
/** The files of such state are named inside Java-serialised user data, where nobody can find them. */
function refuseHiddenFiles(snapshot) {
    const operators = snapshot.operators.filter(({ stateNames }) => stateNames.includes(warnings/* WRITE_AHEAD_STATE */._I));
    if (operators.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(operators.length, 'operator')} with the state "${warnings/* WRITE_AHEAD_STATE */._I}" of a GenericWriteAheadSink: its files cannot be `
        + 'relocated, and Flink would lose the pending batch without a failure; nothing was written: set unrelocatable-state to '
        + 'ignore to relocate the rest all the same', { details: (0,relocation_error/* shorten */.m)(operators.map(warnings/* describeOperator */.yG)) });
}
/** What is asked for and cannot be done is said, for the result is valid without it. */
function referenceWarnings(snapshot, placement, { references }) {
    if (references === 'preserve')
        return [];
    if (placement.shape === 'checkpoint')
        return ['references: relative counts for savepoints only: this checkpoint\'s stay as they are'];
    if (snapshot.version > 2)
        return [];
    return ['references: relative has no effect on metadata version 2, whose readers know no relative handles'];
}
/** Files of incremental state keep absolute handles, or the next checkpoint of a job that claims the savepoint is broken (FLINK-39964). */
function leftAbsolute(count) {
    if (count === 0)
        return [];
    return [
        `references: relative leaves ${(0,quantities/* countOf */.pq)(count, 'handle')} absolute (files of incremental state or outside of the savepoint's directory): `
            + 'this savepoint cannot be moved again by a plain copy',
    ];
}
/** Only files directly beside `_metadata`: Flink's savepoint directories are flat, deeper files belong to something else. */
function addFilesBeside(files, listing, placement, warnings) {
    const { to } = placement.snapshot;
    let beside = 0;
    let deeper = 0;
    for (const info of listing.values()) {
        const name = (0,location_location/* nameOf */.Vb)(info.location);
        if (isInternalName(name) || files.has(info.location))
            continue;
        if (!liesBeside(info, placement))
            deeper++;
        else if (name !== read_snapshot/* METADATA_NAME */.ce) {
            beside++;
            files.addBeside(info, { ...to, path: `${to.path}/${name}` });
        }
    }
    if (beside > 0)
        warnings.push(`${(0,quantities/* countOf */.pq)(beside, 'file')} beside _metadata that no state handle names: copied too`);
    if (deeper > 0) {
        warnings.push(`${(0,quantities/* countOf */.pq)(deeper, 'file')} in subdirectories of the savepoint that no state handle names: not copied`);
    }
}
function liesBeside({ location }, { snapshot: { from } }) {
    const prefix = from.path === '/' ? '/' : `${from.path}/`;
    return location.path.startsWith(prefix) && !location.path.includes('/', prefix.length);
}
function refuseCollisions(files) {
    if (files.collision !== undefined) {
        const { first, second, to } = files.collision;
        throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(first)} and ${(0,location_location/* displayLocation */.S5)(second)} would both become ${(0,location_location/* displayLocation */.S5)(to)}: `
            + 'add a path-map rule that sends one of them elsewhere');
    }
    for (const { from, to } of files) {
        if ((0,location_location/* nameOf */.Vb)(to) !== read_snapshot/* METADATA_NAME */.ce)
            continue;
        throw new relocation_error/* RelocationError */.f(`a state handle names ${(0,location_location/* displayLocation */.S5)(from)}, which would become ${(0,location_location/* displayLocation */.S5)(to)}: `
            + '_metadata is no state file; the snapshot is damaged or was made by hand');
    }
}
/** A rule may lead anywhere, but a copy over what is yet to be read, or amid the source, would damage it. */
function refuseIntoSource(files, { home }) {
    const harmful = [...files].filter(({ from, to }) => !(0,location_location/* sameLocation */.It)(from, to) && ((0,location_location/* isWithin */.UO)(to, home.from) || files.has(to)));
    if (harmful.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`path-map sends ${(0,quantities/* countOf */.pq)(harmful.length, 'file')} into the source itself, which is only read; nothing was written: let the `
        + 'right-hand sides of its rules lie below the target', { details: (0,relocation_error/* shorten */.m)(harmful.map(({ from, to }) => `${(0,location_location/* displayLocation */.S5)(from)} => ${(0,location_location/* displayLocation */.S5)(to)}`)) });
}
function refuseLongKeys(files, placement) {
    if (placement.snapshot.to.scheme === 'file')
        return;
    const encoder = new TextEncoder();
    const long = [];
    for (const { to } of files) {
        if (to.path.length * 3 > MAX_KEY_BYTES && encoder.encode(to.path).length - 1 > MAX_KEY_BYTES)
            long.push(to);
    }
    if (long.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(long.length, 'file')} would get a key of more than ${MAX_KEY_BYTES} bytes, S3's limit: choose a shorter target`, { details: (0,relocation_error/* shorten */.m)(long.map((to) => (0,location_location/* formatLocation */.j$)(to))) });
}

// EXTERNAL MODULE: ./build/relocation/copying/presence.js
var presence = __webpack_require__(706);
// EXTERNAL MODULE: ./build/relocation/copying/shard.js
var copying_shard = __webpack_require__(9179);
// EXTERNAL MODULE: ./build/storage/open-store.js + 5 modules
var open_store = __webpack_require__(7228);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/storage/etag.js
var storage_etag = __webpack_require__(4837);
;// CONCATENATED MODULE: ./build/storage/transfer.js



/**
 * How objects travel from `source` to `target`: copied by the server itself where both are one S3 endpoint (with the
 * target's credentials), copied by the operating system between local files, else streamed through this process.
 */
function openTransfer(source, target, options = {}) {
    if (isFileStore(source) && isFileStore(target))
        return new LocalTransfer(source, target);
    if ((0,server_side/* canCopyWithin */.d)(source) && (0,server_side/* canCopyWithin */.d)(target) && source.endpoint === target.endpoint) {
        return new ServerSideTransfer(source, target, options);
    }
    return new StreamedTransfer(source, target);
}
function isFileStore(store) {
    return 'copyLocal' in store;
}
class StreamedTransfer {
    mode = 'streamed';
    #source;
    #target;
    constructor(source, target) {
        this.#source = source;
        this.#target = target;
    }
    copy(from, to, options = {}) {
        return this.#target.write(to, this.#source.source(from), options);
    }
    sameContent(from, to, options = {}) {
        return sameContent([this.#source, from], [this.#target, to], options);
    }
    requestsFor(sizeBytes) {
        const target = this.#target;
        const reads = (0,server_side/* canCopyWithin */.d)(target) ? target.cost.readsForWrite(sizeBytes) : isFileStore(target) ? target.readsForWrite(sizeBytes) : 1;
        return (((0,server_side/* canCopyWithin */.d)(this.#source) ? reads : 0)
            + ((0,server_side/* canCopyWithin */.d)(this.#target) ? this.#target.cost.write(sizeBytes) : 0));
    }
}
class LocalTransfer {
    mode = 'local';
    #source;
    #target;
    constructor(source, target) {
        this.#source = source;
        this.#target = target;
    }
    copy(from, to, options) {
        return this.#target.copyLocal(from, to, options);
    }
    sameContent(from, to, options = {}) {
        return sameContent([this.#source, from], [this.#target, to], options);
    }
    requestsFor() {
        return 0;
    }
}
class ServerSideTransfer {
    #streamed;
    #target;
    #onNotice;
    /** What the store does not copy by itself: objects that need parts, or any. */
    #refused = 'no';
    constructor(source, target, { onNotice }) {
        this.#streamed = new StreamedTransfer(source, target);
        this.#target = target;
        this.#onNotice = onNotice ?? (() => undefined);
    }
    get mode() {
        return this.#refused === 'all' ? 'streamed' : 'server-side';
    }
    async copy(from, to, options = {}) {
        if (!this.#streams(from.sizeBytes)) {
            try {
                return await this.#target.copyWithin(from, to, options);
            }
            catch (error) {
                if (!(error instanceof server_side/* ServerSideRefusedError */.x))
                    throw error;
                this.#turnToStreaming(error, from.sizeBytes);
            }
        }
        return this.#streamed.copy(from, to, options);
    }
    sameContent(from, to, options) {
        return this.#streamed.sameContent(from, to, options);
    }
    requestsFor(sizeBytes) {
        return this.#streams(sizeBytes)
            ? this.#streamed.requestsFor(sizeBytes)
            : this.#target.cost.copyWithin(sizeBytes);
    }
    #streams(sizeBytes) {
        return this.#refused === 'all' || (this.#refused === 'parts' && this.#target.cost.copyWithin(sizeBytes) > 1);
    }
    /** Several copies may be refused at once: the first one speaks. */
    #turnToStreaming({ scope, message }, sizeBytes) {
        const told = this.#streams(sizeBytes);
        if (this.#refused !== 'all')
            this.#refused = scope;
        if (told)
            return;
        this.#onNotice(scope === 'all'
            ? `objects are streamed through this machine instead of being copied by the server: ${message}`
            : `large objects are streamed through this machine instead of being copied by the server: ${message}`);
    }
}
/** Asks for the cheapest proof first; without any, the answer is no. */
async function sameContent([source, from], [target, to], options) {
    if (from.sizeBytes !== to.sizeBytes)
        return false;
    if ((0,server_side/* canCopyWithin */.d)(source) && (0,server_side/* canCopyWithin */.d)(target)) {
        if (from.etag !== undefined && from.etag === to.etag)
            return true;
        const there = await target.proofs(to, options);
        if (there.origin !== undefined && there.origin === source.source(from).origin)
            return true;
        return sameChecksum((await source.proofs(from, options)).checksums, there.checksums);
    }
    if (!(0,server_side/* canCopyWithin */.d)(source) && !(0,server_side/* canCopyWithin */.d)(target))
        return transfer_sameBytes(source, from, target, to, options);
    const [file, local, etag] = (0,server_side/* canCopyWithin */.d)(source) ? [target, to, from.etag] : [source, from, to.etag];
    const md5 = (0,storage_etag/* md5InEtag */.J)(etag);
    return md5 !== undefined && (await md5Of(file, local, options)) === md5;
}
function sameChecksum(a, b) {
    const common = [...a.keys()].filter((algorithm) => b.has(algorithm));
    return common.length > 0 && common.every((algorithm) => a.get(algorithm) === b.get(algorithm));
}
async function md5Of(store, info, options) {
    const hash = (0,external_node_crypto_.createHash)('md5');
    for await (const chunk of await store.source(info).open(0, info.sizeBytes, options))
        hash.update(chunk);
    return hash.digest('hex');
}
const COMPARED_BYTES = 1024 * 1024;
async function transfer_sameBytes(source, from, target, to, options) {
    for (let at = 0; at < from.sizeBytes; at += COMPARED_BYTES) {
        const end = Math.min(from.sizeBytes, at + COMPARED_BYTES);
        const [a, b] = await Promise.all([
            bytesOf(source, from, at, end, options),
            bytesOf(target, to, at, end, options),
        ]);
        if (!a.equals(b))
            return false;
    }
    return true;
}
async function bytesOf(store, info, start, end, options) {
    const chunks = [];
    for await (const chunk of await store.source(info).open(start, end, options))
        chunks.push(chunk);
    return Buffer.concat(chunks);
}

;// CONCATENATED MODULE: ./build/relocation/stores.js




/**
 * Opens both ends; the caller closes them.
 *
 * @throws RelocationError naming the input that is no location; StorageError where a scheme or setting cannot be served.
 */
async function openStores(request, warn, narrator, tuning) {
    const from = parseInput('source', request.source);
    const to = parseInput('target', request.target);
    const options = {
        ...(request.concurrency !== undefined && { concurrency: request.concurrency }),
        onNotice: (text) => { narrator.info(text); },
        onWarning: warn,
        ...(tuning && { tuning }),
    };
    const source = await (0,open_store/* openStore */.C)(from, 'source', request.sourceS3, undefined, options);
    const target = await (0,open_store/* openStore */.C)(to, 'target', request.targetS3, request.targetWrite, options);
    const transfer = openTransfer(source, target, { onNotice: warn });
    return { from, to, source, target, transfer, oneStore: transfer.mode !== 'streamed' };
}
function parseInput(input, text) {
    try {
        return (0,location_location/* parseLocation */.zS)(text);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new relocation_error/* RelocationError */.f(`${input}: ${error.message}`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/relocation/verify.js







/** Files that are read at both ends at once by a strict verification. */
const STRICT_CONCURRENCY = 8;
/**
 * Proves that every file of the plan lies in the target: seen in a listing with the source's size, and with `strict`
 * read again at both ends and compared by SHA-256.
 *
 * @throws RelocationError naming what is missing or differs.
 */
async function verifyFiles(files, source, target, mode, narrator, signal) {
    const seen = await (0,survey/* survey */.Fr)(target, (0,presence/* placesWritten */.We)(files), signal);
    const wrong = [];
    const pairs = [];
    for (const seenFile of files) {
        const { to } = seenFile.file;
        const there = seen.get(to);
        if (there?.sizeBytes !== seenFile.sizeBytes)
            wrong.push(describeFault(to, seenFile.sizeBytes, there));
        else if (mode === 'strict')
            pairs.push([seenFile.info, there]);
    }
    if (mode === 'strict') {
        await (0,pool/* runPool */.k)(pairs, { concurrency: STRICT_CONCURRENCY }, signal, async ([from, to], both) => {
            const [a, b] = await Promise.all([digest(source, from, both), digest(target, to, both)]);
            if (a !== b)
                wrong.push(`${(0,location_location/* displayLocation */.S5)(to.location)} has other content than ${(0,location_location/* displayLocation */.S5)(from.location)}`);
            else
                narrator.debug(() => `${(0,location_location/* displayLocation */.S5)(to.location)} has the same SHA-256 as its source, ${a}`);
        });
    }
    // Only what was wanted was kept of the listings, and all of it is right.
    if (wrong.length === 0)
        return { count: files.length, has: (location) => seen.has(location) };
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(wrong.length, 'file')} in the target ${wrong.length === 1 ? 'is' : 'are'} not what was copied; _metadata was `
        + 'not written: run again, and see who else writes there', { details: (0,relocation_error/* shorten */.m)(wrong) });
}
function describeFault(to, sizeBytes, there) {
    if (there === undefined)
        return `missing: ${(0,location_location/* displayLocation */.S5)(to)}`;
    return `${(0,location_location/* displayLocation */.S5)(to)} has ${there.sizeBytes} bytes, its source has ${sizeBytes}`;
}
async function digest(store, info, signal) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    if (info.sizeBytes > 0) {
        for await (const chunk of await store.source(info).open(0, info.sizeBytes, { signal }))
            hash.update(chunk);
    }
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./build/relocation/relocate.js























/**
 * Relocates a snapshot: locate, read, plan, copy, verify, commit. Data goes first and `_metadata` last, so that a run
 * that ends early leaves nothing that Flink could take for a snapshot, and the next run continues object by object.
 *
 * With `shard` it copies and proves one part of the files and does not commit; the run without `shard` finds all present.
 *
 * @returns what was done; with `dryRun` what would be done, and nothing is written.
 * @throws RelocationError, StorageError, MetadataFormatError or LocationError with a sentence for people; the signal's
 *   reason when it was aborted.
 */
async function relocate(request, context) {
    const warnings = [];
    const warn = (text) => {
        warnings.push(text);
        context.narrator.warning(text);
    };
    const stores = await openStores(request, warn, context.narrator, context.tuning);
    try {
        return await new Relocation(request, stores, { ...context, warn, warnings }).run();
    }
    finally {
        stores.source.close();
        stores.target.close();
    }
}
/** One run; its methods are the phases in the order in which they happen. */
class Relocation {
    #request;
    #stores;
    #narrator;
    #signal;
    #warn;
    #warnings;
    #started = performance.now();
    #listing;
    /** The listing of the snapshot's directory in the target, where nothing was in it. */
    #emptyTarget;
    constructor(request, stores, context) {
        this.#request = request;
        this.#stores = stores;
        this.#narrator = context.narrator;
        this.#signal = context.signal;
        this.#warn = context.warn;
        this.#warnings = context.warnings;
    }
    async run() {
        const { source, target, from } = this.#stores;
        const signal = this.#signal;
        this.#narrator.phase('Plan');
        const read = await (0,read_snapshot/* readSnapshot */.RA)(source, from, { signal });
        const plan = await this.#plan(read);
        const outcome = new Outcome(read, plan, this.#stores.transfer, this.#request.takenFrom);
        const existing = await this.#existing(plan);
        const { files, staying } = await this.#present(plan, outcome);
        outcome.files = this.#share(files, outcome);
        const work = await this.#work(outcome.files, existing, outcome);
        if (this.#request.dryRun)
            return this.#report(this.#estimate(outcome, work));
        if (existing === 'other' && outcome.shard === undefined)
            await this.#makeWay(plan, work, outcome);
        this.#narrator.phase('Copy');
        await (0,copy/* copyFiles */.Bn)(work, this.#stores.transfer, this.#request.concurrency, this.#narrator, signal);
        outcome.copied = work.pending;
        this.#narrator.phase('Verify');
        const all = outcome.shard === undefined ? [...files, ...staying] : outcome.files;
        const verified = await verifyFiles(all, source, target, this.#request.verify, this.#narrator, signal);
        this.#narrator.info(`${(0,quantities/* countOf */.pq)(verified.count, 'file')} in the target, each with the size of its source`
            + (this.#request.verify === 'strict' ? ' and the same SHA-256' : ''));
        if (outcome.shard !== undefined)
            return this.#report(outcome);
        this.#narrator.phase('Commit');
        await this.#commit(read, plan, existing, verified, outcome);
        if (this.#request.deleteSource)
            await this.#deleteSource(plan, outcome);
        return this.#report(outcome);
    }
    async #plan(read) {
        const { oneStore, to } = this.#stores;
        const { snapshot, directory } = read;
        this.#narrator.info(`source ${(0,location_location/* displayLocation */.S5)(directory)}: ${snapshot.kind === 'unknown' ? 'snapshot' : snapshot.kind}, checkpoint `
            + `${snapshot.checkpointId}, metadata version ${snapshot.version} (Flink ${snapshot.flinkVersions})`);
        refuseFlinksOwn(to);
        const placement = placeSnapshot(directory, to, this.#request.targetName);
        if (oneStore)
            refuseNested(placement);
        const expected = filesExpectedIn(directory, snapshot);
        const { source, target } = this.#stores;
        // Of a target where nothing is yet that is all there is to know, and no time passes until it is known.
        const [objects, emptyTarget] = await (0,pool/* runBoth */.r)(this.#signal, (signal) => (0,survey/* listAll */._w)(source, directory, signal, expected), (signal) => (0,survey/* listIfEmpty */.Tq)(target, placement.snapshot.to, (0,location_location/* resolveWithin */.s5)(placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce), signal));
        const listing = { directory, objects };
        this.#listing = listing;
        this.#emptyTarget = emptyTarget;
        const formerHomes = await this.#formerHomes(read, placement, listing);
        const claimed = await listClaimed(this.#request.claimedSavepoints, this.#stores.from, this.#stores.source, this.#signal);
        const plan = planRelocation(read.bytes, snapshot, placement, listing.objects, {
            pathMap: this.#request.pathMap, externalFiles: this.#request.externalFiles, formerHomes, oneStore,
            claimed, references: this.#request.references, unrelocatableState: this.#request.unrelocatableState,
        });
        for (const warning of plan.warnings)
            this.#warn(warning);
        if (plan.inPlace && this.#request.shard !== undefined)
            (0,copying_shard/* refuseShardInPlace */.tn)(plan.placement.snapshot.to);
        if (plan.inPlace)
            this.#refuseIdleInPlace(plan, listing);
        return plan;
    }
    async #formerHomes(read, placement, listing) {
        const byRules = movesByRules(this.#request.movedRules ?? [], read.snapshot);
        const own = this.#request.movedFrom === undefined
            ? await this.#findFormerHomes(read, placement, listing, byRules)
            : givenFormerHome(this.#request.movedFrom, read.snapshot, placement);
        const earlier = [];
        for (const candidate of earlierJobCandidates(read.snapshot, placement, own)) {
            const objects = await (0,survey/* listAll */._w)(this.#stores.source, candidate.move.to, this.#signal);
            earlier.push(...findFormerHomes([candidate], objects));
        }
        for (const move of this.#request.movedFrom === undefined ? [...own, ...earlier] : earlier) {
            this.#narrator.info(`the files were moved before: what _metadata places in ${(0,location_location/* displayLocation */.S5)(move.from)} is read from `
                + `${(0,location_location/* displayLocation */.S5)(move.to)}, where each of them lies with the right size`);
        }
        return [...byRules, ...own, ...earlier];
    }
    async #findFormerHomes(read, placement, listing, byRules) {
        // A checkpoint's other files lie in the job directory; listing it is only worth while when something could be found.
        const candidates = formerCandidates(read.snapshot, placement, byRules);
        if (candidates.length === 0)
            return [];
        const objects = placement.shape === 'savepoint'
            ? listing.objects
            : await (0,survey/* listAll */._w)(this.#stores.source, placement.home.from, this.#signal);
        return findFormerHomes(candidates, objects);
    }
    #refuseIdleInPlace(plan, listing) {
        const place = (0,location_location/* displayLocation */.S5)(plan.placement.snapshot.from);
        if (this.#request.deleteSource) {
            throw new relocation_error/* RelocationError */.f(`delete-source: source and target are both ${place}; it would delete the result itself`);
        }
        const before = listing.objects.has((0,location_location/* resolveWithin */.s5)(listing.directory, FORMER_METADATA));
        if (plan.urisRewritten > 0 || before)
            return;
        throw new relocation_error/* RelocationError */.f(`source and target are the same place, ${place}, and nothing in _metadata has to change: choose another target`);
    }
    /** What lies in the place of the new `_metadata`: nothing, the very same file, or another snapshot. */
    async #existing(plan) {
        if (this.#emptyTarget !== undefined)
            return 'none';
        const location = (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce);
        const bytes = await readTargetMetadata(this.#stores.target, location, plan.metadataBytes, this.#signal);
        if (bytes === undefined)
            return 'none';
        if (sameBytes(bytes, plan.metadata))
            return 'same';
        if (plan.inPlace || this.#request.overwrite)
            return 'other';
        throw new relocation_error/* RelocationError */.f(`another snapshot is at ${(0,location_location/* displayLocation */.S5)(plan.placement.snapshot.to)} already; nothing was written: choose another `
            + 'target or target-name, or set overwrite to true to replace it');
    }
    async #present(plan, outcome) {
        const { source } = this.#stores;
        const readable = plan.kept.filter((file) => file.from.authority === plan.placement.snapshot.from.authority
            && file.from.scheme !== 'file' && source.type === 's3');
        const wanted = [...plan.files, ...plan.staying, ...readable];
        const seen = await (0,survey/* survey */.Fr)(source, placesRead(wanted), this.#signal, this.#listing);
        this.#listing = undefined;
        const present = (0,presence/* requirePresent */.$G)(wanted, seen);
        outcome.requests += seen.requests;
        return {
            files: present.slice(0, plan.files.length),
            staying: present.slice(plan.files.length, plan.files.length + plan.staying.length),
        };
    }
    /** The files that this run copies: all of them, or one shard's. */
    #share(files, outcome) {
        const { shard, dryRun } = this.#request;
        if (shard === undefined)
            return files;
        const { own, told } = (0,copying_shard/* takeShard */.mt)(files, shard, dryRun);
        outcome.shard = told;
        this.#narrator.info((0,copying_shard/* shardSentence */.YE)(told));
        if (told.split !== undefined)
            this.#narrator.info((0,copying_shard/* splitSentence */.e$)(told.split));
        return own;
    }
    async #work(files, existing, outcome) {
        const { target, transfer } = this.#stores;
        const seen = await (0,survey/* survey */.Fr)(target, (0,presence/* placesWritten */.We)(files), this.#signal, this.#emptyTarget);
        outcome.requests += seen.requests;
        const concurrency = (0,copy/* concurrencyOf */.RO)(this.#request.concurrency, transfer);
        const work = await (0,copy/* findWork */.Vv)(files, seen, transfer, existing === 'same', concurrency, this.#signal);
        (0,copy/* refuseReplacing */.Ev)(work, outcome.plan.placement.home.to, this.#request.overwrite);
        if (outcome.shard !== undefined && existing === 'other') {
            (0,copying_shard/* refuseReplacingBesides */.n0)(work, outcome.shard, outcome.plan.placement.snapshot.to);
        }
        const leftovers = await findLeftovers(work.pending, target, this.#signal);
        if (leftovers !== undefined)
            this.#warn(leftovers);
        const { plan } = outcome;
        this.#narrator.info(`target ${(0,location_location/* displayLocation */.S5)(plan.placement.snapshot.to)}: ${(0,quantities/* countOf */.pq)(work.pending.length, 'file')} to copy `
            + `(${(0,quantities/* formatBytes */.z3)((0,copy/* totalBytes */.ob)(work.pending))}, ${transfer.mode}), ${work.present.length} there already`
            + (outcome.shard === undefined ? `, ${(0,quantities/* countOf */.pq)(plan.urisRewritten, 'URI')} to rewrite` : ''));
        return work;
    }
    /** An existing snapshot must not be left complete while files of it get other content. */
    async #makeWay(plan, work, outcome) {
        const { target } = this.#stores;
        if (!plan.inPlace) {
            outcome.orphans = await findOrphans(plan, target, this.#signal);
            if (outcome.orphans.length > 0) {
                this.#warn(`${(0,quantities/* countOf */.pq)(outcome.orphans.length, 'file')} of the replaced snapshot ${outcome.orphans.length === 1 ? 'is' : 'are'} `
                    + 'referred to by nothing now and not deleted: the report lists them');
            }
        }
        if (work.replaced.length > 0) {
            this.#narrator.info('files of the existing snapshot get other content: its _metadata is deleted first');
            await target.remove([(0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce)], { signal: this.#signal });
        }
    }
    async #commit(read, plan, existing, verified, outcome) {
        const { target } = this.#stores;
        const signal = this.#signal;
        const location = (0,location_location/* displayLocation */.S5)((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce));
        if (existing === 'same') {
            outcome.alreadyThere = outcome.copied.length === 0;
            this.#narrator.info(`${location} is already there, byte for byte the one that would be written`);
            return;
        }
        if (plan.inPlace) {
            const kept = await keepFormerMetadata(target, plan.placement.snapshot.to, read.bytes, signal);
            this.#narrator.info(`the former _metadata is kept as ${(0,location_location/* displayLocation */.S5)(kept)}`);
        }
        const committed = await commitMetadata(plan, target, verified, existing === 'other', signal);
        if (committed.alreadyThere)
            this.#narrator.info(`another run wrote the same ${location} first`);
        else
            this.#narrator.info(`${location} written and read back, ${(0,quantities/* countOf */.pq)(plan.urisRewritten, 'URI')} rewritten`);
        if (!committed.conditionHonoured) {
            this.#warn('the target store ignores conditional writes: two relocations to one target at the same moment would not '
                + 'notice each other');
        }
    }
    async #deleteSource(plan, outcome) {
        const { deleted, left } = await deleteSource(plan, this.#stores.source, this.#signal);
        outcome.deleted = deleted;
        this.#narrator.info(`${(0,quantities/* countOf */.pq)(deleted, 'file')} deleted at the source`);
        if (left !== undefined)
            this.#warn(left);
    }
    #estimate(outcome, work) {
        const { transfer } = this.#stores;
        // Seen again by the verification, then `_metadata`, which no shard writes: two conditional writes and one read.
        const rest = outcome.requests + (outcome.shard === undefined ? 3 : 0);
        outcome.estimate = {
            requests: work.pending.reduce((sum, { sizeBytes }) => sum + transfer.requestsFor(sizeBytes), rest),
            files: work.pending.length,
            bytes: (0,copy/* totalBytes */.ob)(work.pending),
            skipped: work.present.length,
        };
        const cost = transfer.mode === 'local' ? '' : ` with about ${(0,quantities/* countOf */.pq)(outcome.estimate.requests, 'request')} to S3`;
        this.#narrator.info(`a run would copy ${(0,quantities/* formatBytes */.z3)(outcome.estimate.bytes)} (${transfer.mode})${cost}; nothing was written`);
        return outcome;
    }
    #report(outcome) {
        return outcome.report(performance.now() - this.#started, this.#warnings);
    }
}


/***/ }),

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


/***/ })

};
