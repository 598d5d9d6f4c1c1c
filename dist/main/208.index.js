export const id = 208;
export const ids = [208];
export const modules = {

/***/ 5942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ enlarged)
/* harmony export */ });
/** A copy of a column of numbers with room for more rows; the new ones are 0. */
function enlarged(column, rows) {
    const larger = new column.constructor(rows);
    larger.set(column);
    return larger;
}


/***/ }),

/***/ 8578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ LocationIndex)
/* harmony export */ });
/* harmony import */ var _enlarged_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5942);
/* harmony import */ var _location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _text_column_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3562);



const FIRST_SLOTS = 32;
/** Another one in each process, so that no file can be made whose paths all meet in one slot. */
const SEED = Math.trunc(Math.random() * 2 ** 31);
const FNV_PRIME = 0x01000193;
/** Spreads the few bits of a small number. */
const GOLDEN = 0x9e3779b1;
/**
 * Numbers for distinct locations, in the order in which they come; equal locations meet, and S3's schemes are one. Snapshots have
 * hundreds of thousands of files: their paths are kept beside the heap, where no garbage collector has to look at them.
 */
class LocationIndex {
    paths = new _text_column_js__WEBPACK_IMPORTED_MODULE_1__/* .TextColumn */ .K();
    spellings = [];
    spellingNumbers = new Map();
    stores = new Map();
    spelled = new Uint32Array(FIRST_SLOTS / 2);
    hashes = new Uint32Array(FIRST_SLOTS / 2);
    /** Open addressing: a number plus one; 0 is free. */
    slots = new Uint32Array(FIRST_SLOTS);
    /** The spelling that was asked for last: nearly always the same one. */
    last = -1;
    get size() {
        return this.paths.size;
    }
    /** The number of a location, -1 where it is not there. */
    find({ scheme, authority, path }) {
        const store = this.storeOf(scheme, authority);
        return store === undefined ? -1 : (this.slots[this.slotOf(path, store, hashOf(path, store))] ?? 0) - 1;
    }
    /** The number of a location, which is added where it is not there. */
    add({ scheme, authority, path }) {
        const spelled = this.spelledAs(scheme, authority) ?? this.addSpelling(scheme, authority);
        const store = this.spellings[spelled]?.store ?? 0;
        const hash = hashOf(path, store);
        const slot = this.slotOf(path, store, hash);
        const known = this.slots[slot] ?? 0;
        if (known !== 0)
            return known - 1;
        const row = this.paths.add(path);
        this.hashes[row] = hash;
        this.spelled[row] = spelled;
        this.slots[slot] = row + 1;
        if (this.size * 2 >= this.slots.length)
            this.grow();
        return row;
    }
    /** The location of a number, as it was added first. */
    at(row) {
        const { scheme = '', authority = '' } = this.spellings[this.spelled[row] ?? 0] ?? {};
        return { scheme, authority, path: this.paths.get(row) };
    }
    *[Symbol.iterator]() {
        for (let row = 0; row < this.size; row++)
            yield this.at(row);
    }
    spelledAs(scheme, authority) {
        const last = this.spellings[this.last];
        if (last?.scheme === scheme && last.authority === authority)
            return this.last;
        const known = this.spellingNumbers.get(`${scheme}://${authority}`);
        if (known !== undefined)
            this.last = known;
        return known;
    }
    addSpelling(scheme, authority) {
        const name = nameOfStore(scheme, authority);
        const store = this.stores.get(name) ?? this.stores.size;
        this.stores.set(name, store);
        this.last = this.spellings.push({ scheme, authority, store }) - 1;
        this.spellingNumbers.set(`${scheme}://${authority}`, this.last);
        return this.last;
    }
    storeOf(scheme, authority) {
        const spelled = this.spelledAs(scheme, authority);
        return spelled === undefined ? this.stores.get(nameOfStore(scheme, authority)) : this.spellings[spelled]?.store;
    }
    /** Where the path of a store is, or the free slot where it belongs. */
    slotOf(path, store, hash) {
        const mask = this.slots.length - 1;
        for (let slot = hash & mask;; slot = (slot + 1) & mask) {
            const entry = this.slots[slot] ?? 0;
            if (entry === 0)
                return slot;
            if (this.hashes[entry - 1] === hash && this.spellings[this.spelled[entry - 1] ?? 0]?.store === store
                && this.paths.is(entry - 1, path))
                return slot;
        }
    }
    grow() {
        const slots = new Uint32Array(this.slots.length * 2);
        const rows = slots.length / 2;
        this.hashes = (0,_enlarged_js__WEBPACK_IMPORTED_MODULE_2__/* .enlarged */ .v)(this.hashes, rows);
        this.spelled = (0,_enlarged_js__WEBPACK_IMPORTED_MODULE_2__/* .enlarged */ .v)(this.spelled, rows);
        const mask = slots.length - 1;
        for (let row = 0; row < this.size; row++) {
            let slot = (this.hashes[row] ?? 0) & mask;
            while (slots[slot] !== 0)
                slot = (slot + 1) & mask;
            slots[slot] = row + 1;
        }
        this.slots = slots;
    }
}
/** FNV-1a over UTF-16 units; at the end its bits are mixed, so that the low ones are worth as much as the others. */
function hashOf(path, store) {
    let hash = SEED ^ Math.imul(store, GOLDEN);
    for (let index = 0; index < path.length; index++)
        hash = Math.imul(hash ^ path.charCodeAt(index), FNV_PRIME);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return (hash ^ (hash >>> 13)) >>> 0;
}
function nameOfStore(scheme, authority) {
    return `${(0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isS3Scheme */ .Ib)(scheme) ? 's3' : scheme}://${authority}`;
}


/***/ }),

/***/ 7080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ LocationMap),
/* harmony export */   Q: () => (/* binding */ LocationSet)
/* harmony export */ });
/* harmony import */ var _location_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8578);

/** Values by their location; equal locations meet, and S3's schemes are one. See {@link LocationIndex}. */
class LocationMap {
    #index = new _location_index_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationIndex */ .k();
    #values = [];
    get size() {
        return this.#index.size;
    }
    get(location) {
        const row = this.#index.find(location);
        return row < 0 ? undefined : this.#values[row];
    }
    has(location) {
        return this.#index.find(location) >= 0;
    }
    set(location, value) {
        this.#values[this.#index.add(location)] = value;
    }
    /** In the order in which their locations came first. */
    values() {
        return this.#values;
    }
}
/** A set of locations, as {@link LocationMap}. */
class LocationSet {
    #index = new _location_index_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationIndex */ .k();
    constructor(locations = []) {
        for (const location of locations)
            this.add(location);
    }
    get size() {
        return this.#index.size;
    }
    add(location) {
        this.#index.add(location);
    }
    has(location) {
        return this.#index.find(location) >= 0;
    }
    [Symbol.iterator]() {
        return this.#index[Symbol.iterator]();
    }
}


/***/ }),

/***/ 3562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ TextColumn)
/* harmony export */ });
/* harmony import */ var _enlarged_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5942);

const FIRST_ROWS = 16;
const FIRST_CHUNK_BYTES = 1024;
/** A text lies in one chunk. Its number and the place in it share 32 bits. */
const CHUNK_BITS = 20;
const CHUNK_BYTES = 1 << CHUNK_BITS;
const OFFSET_MASK = CHUNK_BYTES - 1;
const MAX_CHUNKS = 1 << (32 - CHUNK_BITS);
/** A longer text has a chunk to itself, so that little is left over at the ends of others. */
const LONG_TEXT_BYTES = CHUNK_BYTES / 4;
/**
 * Texts by number, as bytes beside the heap: of hundreds of thousands that live long, each as a string of its own is work for the
 * garbage collector every time, and takes more memory. Any text comes back as it was, lone surrogates included.
 */
class TextColumn {
    chunks = [];
    end = 0;
    /** Chunk and place in it. */
    starts = new Uint32Array(FIRST_ROWS);
    /** The length in bytes, twice; odd where characters have two bytes. */
    spans = new Uint32Array(FIRST_ROWS);
    rows = 0;
    get size() {
        return this.rows;
    }
    /** Appends a text. @returns its number, from 0 on. @throws RangeError when there are about 4 GiB. */
    add(text) {
        const row = this.rows;
        if (row === this.starts.length)
            this.grow(row * 2);
        const wide = !isLatin1(text);
        const length = wide ? text.length * 2 : text.length;
        const chunk = this.chunkFor(length);
        if (wide)
            chunk.write(text, this.end, 'utf16le');
        else
            writeLatin1(chunk, this.end, text);
        this.starts[row] = ((this.chunks.length - 1) << CHUNK_BITS) | this.end;
        this.spans[row] = (length << 1) | (wide ? 1 : 0);
        this.end += length;
        this.rows++;
        return row;
    }
    /** The text of a number that {@link add} gave. */
    get(row) {
        const at = this.starts[row] ?? 0;
        const span = this.spans[row] ?? 0;
        const chunk = this.chunks[at >>> CHUNK_BITS];
        const start = at & OFFSET_MASK;
        return chunk?.toString((span & 1) === 0 ? 'latin1' : 'utf16le', start, start + (span >>> 1)) ?? '';
    }
    /** Whether the text of this number is the one given, without making it. */
    is(row, text) {
        const at = this.starts[row] ?? 0;
        const span = this.spans[row] ?? 0;
        const chunk = this.chunks[at >>> CHUNK_BITS];
        if (chunk === undefined)
            return false;
        if ((span & 1) !== 0)
            return text.length === span >>> 2 && this.get(row) === text;
        if (text.length !== span >>> 1)
            return false;
        const start = at & OFFSET_MASK;
        // From the end: paths begin alike.
        for (let index = text.length - 1; index >= 0; index--)
            if (chunk[start + index] !== text.charCodeAt(index))
                return false;
        return true;
    }
    /** The chunk that has room for so many bytes at its end. */
    chunkFor(length) {
        const last = this.chunks.at(-1);
        if (last !== undefined && this.end + length <= last.length)
            return last;
        const needed = this.end + length;
        if (this.chunks.length <= 1 && needed <= CHUNK_BYTES) {
            // The first chunk grows, so that a few short texts take little.
            const grown = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, Math.max(FIRST_CHUNK_BYTES, needed * 4)));
            last?.copy(grown, 0, 0, this.end);
            this.chunks = [grown];
            return grown;
        }
        if (this.chunks.length === MAX_CHUNKS)
            throw new RangeError('more texts than a column holds');
        const chunk = Buffer.allocUnsafeSlow(length > LONG_TEXT_BYTES ? length : CHUNK_BYTES);
        this.chunks.push(chunk);
        this.end = 0;
        return chunk;
    }
    grow(rows) {
        this.starts = (0,_enlarged_js__WEBPACK_IMPORTED_MODULE_0__/* .enlarged */ .v)(this.starts, rows);
        this.spans = (0,_enlarged_js__WEBPACK_IMPORTED_MODULE_0__/* .enlarged */ .v)(this.spans, rows);
    }
}
function isLatin1(text) {
    for (let index = 0; index < text.length; index++)
        if (text.charCodeAt(index) > 0xff)
            return false;
    return true;
}
function writeLatin1(bytes, at, text) {
    for (let index = 0; index < text.length; index++)
        bytes[at + index] = text.charCodeAt(index);
}


/***/ }),

/***/ 2371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CV: () => (/* binding */ mapped),
/* harmony export */   TG: () => (/* binding */ again),
/* harmony export */   mj: () => (/* binding */ filtered)
/* harmony export */ });
/** What `make` makes of the items, one after the other, as often as it is gone through; nothing is kept. */
function mapped(items, make) {
    return again(function* () {
        for (const item of items)
            yield make(item);
    });
}
/** The items that are to be kept, as often as it is gone through. */
function filtered(items, keep) {
    return again(function* () {
        for (const item of items)
            if (keep(item))
                yield item;
    });
}
/** What a generator gives, from the beginning each time it is gone through: a generator by itself can be gone through once. */
function again(generate) {
    return { [Symbol.iterator]: generate };
}


/***/ }),

/***/ 5603:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ claimModeOf)
/* harmony export */ });
/**
 * The mode in which a job restores from the relocated snapshot and goes on. CLAIM where changelog handles occur (codes 8
 * and 14): with NO_CLAIM, Flink's default, such a job restores and fails at its first checkpoint. `undefined` for
 * metadata version 2, whose readers (up to 1.14) know no such option.
 */
function claimModeOf(snapshot) {
    if (snapshot.version === 2)
        return undefined;
    return snapshot.hasChangelog ? 'CLAIM' : 'NO_CLAIM';
}


/***/ }),

/***/ 706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ requirePresent),
/* harmony export */   F$: () => (/* binding */ isArchived),
/* harmony export */   We: () => (/* binding */ placesWritten)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5765);
/* harmony import */ var _again_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2371);
/* harmony import */ var _relocation_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5410);




/** Looks the object up when it is asked for: a snapshot has hundreds of thousands, each of which is wanted once. */
class SurveyedFile {
    file;
    sizeBytes;
    source;
    constructor(file, sizeBytes, source) {
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.source = source;
    }
    get info() {
        return this.source.get(this.file.from) ?? { location: this.file.from, sizeBytes: this.sizeBytes };
    }
}
/** Where files are going to be, one after the other, as often as it is gone through. */
function placesWritten(files) {
    return (0,_again_js__WEBPACK_IMPORTED_MODULE_2__/* .mapped */ .CV)(files, ({ file }) => file.to);
}
/** A list of what is missing is for finding it again, so all of it is told; a log has an end all the same. */
const MOST_NAMED = 1000;
/** Storage classes whose objects cannot be read before they are restored. */
const ARCHIVED = new Set(['GLACIER', 'DEEP_ARCHIVE']);
/** Whether the object has to be restored from an archive class before anybody can read it. */
function isArchived({ storageClass }) {
    return storageClass !== undefined && ARCHIVED.has(storageClass);
}
const LOST_HANDLES = 'incremental state names files relative to _metadata that are not beside it: Flink writes that after a '
    + 'native savepoint was claimed (FLINK-39964); give the directory of that savepoint in claimed-savepoint';
/**
 * Pairs each planned file with what the source store holds, before anything is written.
 *
 * @throws RelocationError naming every file that is missing, has not the size its handle tells, or is archived.
 */
function requirePresent(files, source) {
    const seen = [];
    const missing = [];
    const wrong = [];
    const archived = [];
    for (const file of files) {
        const info = source.get(file.from);
        if (info === undefined)
            missing.push(`missing: ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(file.from)}`);
        else if (!hasExpectedSize(file, info.sizeBytes)) {
            const bound = file.sizeIs === 'exact' ? '' : 'at least ';
            wrong.push(`wrong size: ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(file.from)} has ${info.sizeBytes} bytes, its handle says ${bound}${file.sizeBytes}`);
        }
        else if (isArchived(info)) {
            archived.push(`archived (${info.storageClass ?? ''}): ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(file.from)}`);
        }
        else
            seen.push(new SurveyedFile(file, info.sizeBytes, source));
    }
    const details = [...missing, ...wrong, ...archived];
    if (details.length === 0)
        return seen;
    const what = [
        ...(missing.length > 0 ? [`${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(missing.length, 'file')} missing`] : []),
        ...(wrong.length > 0 ? [`${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(wrong.length, 'file')} of the wrong size`] : []),
        ...(archived.length > 0 ? [`${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(archived.length, 'file')} archived`] : []),
    ].join(', ');
    const advice = missing.length + wrong.length > 0
        ? 'take a new savepoint, or choose a newer checkpoint; if the files were moved before, give moved-from'
        : 'restore the archived objects first';
    if (files.some((file) => file.relativeIncremental && !source.has(file.from)))
        details.unshift(LOST_HANDLES);
    throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RelocationError */ .f(`the snapshot is not complete, ${what} of ${files.length}; nothing was written: ${advice}`, {
        details: (0,_relocation_error_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .m)(details, MOST_NAMED),
    });
}
function hasExpectedSize(file, sizeBytes) {
    if (file.sizeIs === 'unknown')
        return true;
    return file.sizeIs === 'exact' ? sizeBytes === file.sizeBytes : sizeBytes >= file.sizeBytes;
}


/***/ }),

/***/ 5763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _w: () => (/* binding */ listAll),
  Tq: () => (/* binding */ listIfEmpty),
  Fr: () => (/* binding */ survey)
});

// EXTERNAL MODULE: ./build/location/location-map.js
var location_map = __webpack_require__(7080);
// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
// EXTERNAL MODULE: ./build/relocation/again.js
var again = __webpack_require__(2371);
// EXTERNAL MODULE: ./build/location/enlarged.js
var enlarged = __webpack_require__(5942);
// EXTERNAL MODULE: ./build/location/location-index.js
var location_index = __webpack_require__(8578);
// EXTERNAL MODULE: ./build/location/text-column.js
var text_column = __webpack_require__(3562);
;// CONCATENATED MODULE: ./build/relocation/survey/object-table.js



const FIRST_ROWS = 16;
/** {@link SeenObjects} to which more can be added. */
class ObjectTable {
    #index = new location_index/* LocationIndex */.k();
    #etags = new text_column/* TextColumn */.K();
    #sizes = new Float64Array(FIRST_ROWS);
    /** What does not fit into the columns: objects without an ETag or of a storage class, and those that were seen again. */
    #odd = new Map();
    get size() {
        return this.#index.size;
    }
    /** Of an object with an ETag nothing else than that pins its content, so its time is forgotten. */
    add(info) {
        const row = this.#index.add(info.location);
        const { etag, storageClass } = info;
        const isNew = row === this.#etags.size;
        if (isNew) {
            this.#etags.add(etag ?? '');
            if (row === this.#sizes.length)
                this.#sizes = (0,enlarged/* enlarged */.v)(this.#sizes, row * 2);
            this.#sizes[row] = info.sizeBytes;
        }
        if (!isNew || etag === undefined || storageClass !== undefined)
            this.#odd.set(row, info);
    }
    get(location) {
        const row = this.#index.find(location);
        return row < 0 ? undefined : this.#at(row, location);
    }
    has(location) {
        return this.#index.find(location) >= 0;
    }
    *values() {
        for (let row = 0; row < this.size; row++)
            yield this.#at(row, this.#index.at(row));
    }
    #at(row, location) {
        return this.#odd.get(row) ?? { location, sizeBytes: this.#sizes[row] ?? 0, etag: this.#etags.get(row) };
    }
}

// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
;// CONCATENATED MODULE: ./build/relocation/survey/survey.js






/** Looks at single objects at most so many at once. */
const STAT_CONCURRENCY = 32;
/** A directory with so few wanted files is asked file by file. */
const FEW = 2;
/**
 * Sees which of the wanted locations exist, with the fewest requests: directory by directory by a listing, unless that
 * takes more pages than there are wanted files (a `shared/` directory of a large job); then file by file.
 *
 * @param wanted is gone through several times.
 * @param listed what was listed before and is not asked for again.
 */
async function survey(store, wanted, signal, listed) {
    const found = new ObjectTable();
    const groups = new Groups(listed === undefined ? wanted : outside(listed.directory, wanted));
    let requests = 0;
    const single = [];
    for (const group of groups.all()) {
        const listing = group.count > FEW ? await listGroup(store, group, groups, found, signal) : undefined;
        requests += listing?.pages ?? 0;
        // A complete listing leaves no question: what it did not show is not there.
        if (listing?.complete !== true)
            for (const location of groups.membersOf(group))
                if (!found.has(location))
                    single.push(location);
    }
    await (0,pool/* runPool */.k)(single, { concurrency: STAT_CONCURRENCY }, signal, async (location, both) => {
        requests++;
        const info = await store.stat(location, { signal: both });
        if (info !== undefined)
            found.add(info);
    });
    return {
        requests,
        get: (location) => listed?.objects.get(location) ?? found.get(location),
        has: (location) => listed?.objects.has(location) === true || found.has(location),
    };
}
/** A group that is not so large a part of all is listed without knowing what comes, for that costs going through all. */
const LARGE_PART = 0.25;
/** Wanted locations by their directory. */
class Groups {
    #wanted;
    #groups = new location_map/* LocationMap */.K();
    #total = 0;
    constructor(wanted) {
        this.#wanted = wanted;
        for (const location of wanted) {
            const directory = directoryOf(location);
            const group = this.#groups.get(directory);
            if (group === undefined)
                this.#groups.set(directory, { directory, count: 1, members: undefined });
            else
                group.count++;
            this.#total++;
        }
    }
    all() {
        return this.#groups.values();
    }
    /** Made when somebody asks: in a target where nothing is yet, nobody does. */
    membersOf(group) {
        if (group.members === undefined) {
            for (const each of this.all())
                each.members = new location_map/* LocationSet */.Q();
            for (const location of this.#wanted)
                this.#groups.get(directoryOf(location))?.members?.add(location);
        }
        return group.members ?? new location_map/* LocationSet */.Q();
    }
    /** The members of a large group, without keeping them. */
    expectedIn({ directory, count }) {
        return count < this.#total * LARGE_PART ? [] : (0,again/* filtered */.mj)(this.#wanted, (location) => (0,location_location/* sameLocation */.It)(directoryOf(location), directory));
    }
}
/** Finds of the group what the listing shows, until all is found or single looks are cheaper. */
async function listGroup(store, group, groups, found, signal) {
    let pages = 0;
    let seen = 0;
    for await (const page of store.list(group.directory, { signal, expected: groups.expectedIn(group) })) {
        pages++;
        const members = groups.membersOf(group);
        for (const info of page) {
            if (!members.has(info.location))
                continue;
            if (!found.has(info.location))
                seen++;
            found.add(info);
        }
        if (seen === members.size || pages >= members.size)
            return { pages, complete: seen === members.size };
    }
    return { pages: Math.max(pages, 1), complete: true };
}
function directoryOf(location) {
    return (0,location_location/* parentOf */.gN)(location) ?? location;
}
function outside(directory, locations) {
    return (0,again/* filtered */.mj)(locations, (location) => !(0,location_location/* isWithin */.UO)(location, directory));
}
/**
 * The listing of a directory in which nothing is yet. `undefined` where something is, or the store does not tell: whoever asks again
 * will hear why.
 *
 * @param telling what matters most, of all that may be there: it is looked at by itself too, for listings of a store may lag behind.
 */
async function listIfEmpty(store, directory, telling, signal) {
    try {
        const [isEmpty, there] = await (0,pool/* runBoth */.r)(signal, (both) => isNothingIn(store, directory, both), (both) => store.stat(telling, { signal: both }));
        if (!isEmpty || there !== undefined)
            return undefined;
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof storage_error/* StorageError */.a)
            return undefined;
        throw error;
    }
    return { directory, objects: new ObjectTable() };
}
async function isNothingIn(store, directory, signal) {
    for await (const page of store.list(directory, { signal }))
        if (page.length > 0)
            return false;
    return true;
}
/**
 * Everything below a directory.
 *
 * @param expected what is likely to be there; see `ListOptions` of the store.
 */
async function listAll(store, directory, signal, expected = []) {
    const all = new ObjectTable();
    for await (const page of store.list(directory, { signal, expected }))
        for (const info of page)
            all.add(info);
    return all;
}


/***/ })

};
