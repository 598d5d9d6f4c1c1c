export const id = 260;
export const ids = [260];
export const modules = {

/***/ 7988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ checkFiles)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1875);
/* harmony import */ var _relocation_copying_presence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(706);
/* harmony import */ var _relocation_survey_survey_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7242);



/**
 * Asks the store for every file that a handle names, with as few requests as a listing or single looks allow.
 *
 * @throws StorageError where the store fails.
 */
async function checkFiles(store, directory, snapshot, signal) {
    const { wanted, notChecked, outside } = wantedFiles(directory, snapshot.references);
    const seen = await (0,_relocation_survey_survey_js__WEBPACK_IMPORTED_MODULE_2__/* .survey */ .Fr)(store, wanted.map(({ location }) => location), signal);
    const problems = wanted.flatMap((file) => problemOf(file, seen.get(file.location), snapshot.operators) ?? []);
    return { checked: wanted.length, notChecked, outside, problems };
}
function wantedFiles(directory, references) {
    const wanted = new Map();
    const elsewhere = new Set();
    const [home, searched] = [homeOf(directory), searchedPart(directory)];
    let outside = 0;
    for (const reference of references) {
        if (reference.kind === 'directory')
            continue;
        const { path, sizeIs, sizeBytes } = reference;
        const location = locate(directory, reference);
        if (location === undefined || !(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, searched)) {
            elsewhere.add(path);
            continue;
        }
        const key = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .identityOf */ .cu)(location);
        const known = wanted.get(key);
        if (known === undefined) {
            wanted.set(key, { path, location, reference, handles: 1, sizeIs, sizeBytes });
            if (!(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, home))
                outside++;
            continue;
        }
        known.handles++;
        if (sizeIs === 'exact' || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)) {
            known.sizeIs = sizeIs;
            known.sizeBytes = sizeBytes;
        }
    }
    return { wanted: [...wanted.values()], notChecked: elsewhere.size, outside: outside + elsewhere.size };
}
function locate(directory, { kind, path }) {
    try {
        return kind === 'relative' ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveWithin */ .s5)(directory, path) : (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenLocation */ .A3)(path);
    }
    catch (error) {
        if (!(error instanceof _location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA))
            throw error;
        return undefined;
    }
}
/** Where Flink writes a snapshot's files: its directory, of a checkpoint that of its job. */
function homeOf(directory) {
    return /^chk-\d+$/.test((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory)) ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(directory) ?? directory : directory;
}
/** Where files are looked for: in S3 the bucket that the user named, of a local file system the snapshot's home. */
function searchedPart(directory) {
    return directory.scheme === 'file' ? homeOf(directory) : { ...directory, path: '/' };
}
function problemOf(file, found, operators) {
    const { path, sizeIs, sizeBytes } = file;
    const expected = sizeIs === 'unknown' ? {} : { expectedBytes: sizeBytes };
    if (found === undefined)
        return { path, problem: 'missing', ...expected, ...userOf(file, operators) };
    const foundBytes = found.sizeBytes;
    const fits = sizeIs === 'unknown' || (sizeIs === 'exact' ? foundBytes === sizeBytes : foundBytes >= sizeBytes);
    if (fits && !(0,_relocation_copying_presence_js__WEBPACK_IMPORTED_MODULE_1__/* .isArchived */ .F$)(found))
        return undefined;
    return { path, problem: fits ? 'archived' : 'wrong-size', ...expected, foundBytes, ...userOf(file, operators) };
}
function userOf({ reference, handles }, operators) {
    const operator = operators[reference.operator];
    if (operator === undefined)
        return {};
    const { id, name, uid } = operator;
    return {
        operator: { id, ...(name !== undefined && { name }), ...(uid !== undefined && { uid }) },
        ...(reference.subtask >= 0 && { subtask: reference.subtask }),
        ...(handles > 1 && { otherHandles: handles - 1 }),
    };
}


/***/ }),

/***/ 1188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ LocationMap),
  Q: () => (/* binding */ LocationSet)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
;// CONCATENATED MODULE: ./build/location/location-index.js

/** Numbers for distinct locations, in the order in which they come; equal locations meet, and S3's schemes are one. */
class LocationIndex {
    /** By store and path. */
    #numbers = new Map();
    #all = [];
    get size() {
        return this.#all.length;
    }
    /** The number of a location, -1 where it is not there. */
    find({ scheme, authority, path }) {
        return this.#numbers.get(nameOfStore(scheme, authority))?.get(path) ?? -1;
    }
    /** The number of a location, which is added where it is not there. */
    add(location) {
        const { scheme, authority, path } = location;
        const store = nameOfStore(scheme, authority);
        let numbers = this.#numbers.get(store);
        if (numbers === undefined) {
            numbers = new Map();
            this.#numbers.set(store, numbers);
        }
        const known = numbers.get(path);
        if (known !== undefined)
            return known;
        const number = this.#all.push(location) - 1;
        numbers.set(path, number);
        return number;
    }
    /** The location of a number, as it was added first. @throws RangeError for a number that was not given */
    at(number) {
        const location = this.#all[number];
        if (location === undefined)
            throw new RangeError(`there is no location ${number}`);
        return location;
    }
    [Symbol.iterator]() {
        return this.#all.values();
    }
}
function nameOfStore(scheme, authority) {
    return `${(0,location_location/* isS3Scheme */.Ib)(scheme) ? 's3' : scheme}://${authority}`;
}

;// CONCATENATED MODULE: ./build/location/location-map.js

/** Values by their location; equal locations meet, and S3's schemes are one. See {@link LocationIndex}. */
class LocationMap {
    #index = new LocationIndex();
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
    /** In the order in which they came first. */
    keys() {
        return this.#index;
    }
    /** In the order in which their locations came first. */
    values() {
        return this.#values;
    }
}
/** A set of locations, as {@link LocationMap}. */
class LocationSet {
    #index = new LocationIndex();
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
    proof;
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
 * @param ownerOf whose state a file is, to be said behind its name
 * @throws RelocationError naming every file that is missing, has not the size its handle tells, or is archived.
 */
function requirePresent(files, source, ownerOf = () => '') {
    const seen = [];
    const missing = [];
    const wrong = [];
    const archived = [];
    for (const file of files) {
        const info = source.get(file.from);
        if (info === undefined)
            missing.push(`missing: ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(file.from)}${ownerOf(file.from)}`);
        else if (!hasExpectedSize(file, info.sizeBytes)) {
            const bound = file.sizeIs === 'exact' ? '' : 'at least ';
            wrong.push(`wrong size: ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(file.from)} has ${info.sizeBytes} bytes, its handle says ${bound}${file.sizeBytes}${ownerOf(file.from)}`);
        }
        else if (isArchived(info)) {
            archived.push(`archived (${info.storageClass ?? ''}): ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(file.from)}${ownerOf(file.from)}`);
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

/***/ 7243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bn: () => (/* binding */ isInternalName),
/* harmony export */   SB: () => (/* binding */ isProbeName),
/* harmony export */   T6: () => (/* binding */ RECEIPT),
/* harmony export */   dr: () => (/* binding */ DELETING_METADATA),
/* harmony export */   gQ: () => (/* binding */ newProbeName),
/* harmony export */   kx: () => (/* binding */ FORMER_METADATA)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** The former `_metadata`, kept beside the rewritten one when a snapshot is rewritten in its own place. */
const FORMER_METADATA = '_metadata.before-relocation';
/** The source's `_metadata` while the source is being deleted: with it the next run finishes the deletion. */
const DELETING_METADATA = '_metadata.deleting';
/** What is left in the place of a source that was deleted: where it went. */
const RECEIPT = '_metadata.relocated.json';
const PROBE = '_metadata.probe-';
/** A name that nothing else has, for a probe that tells whether two names lead to one place. */
function newProbeName() {
    return PROBE + (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex');
}
/** Whether a run left this, in the moment between writing a probe and deleting it. */
function isProbeName(name) {
    return name.startsWith(PROBE);
}
/** Names that this tool makes beside a snapshot and that are no part of it. */
function isInternalName(name) {
    return name.startsWith(FORMER_METADATA) || name === DELETING_METADATA || name === RECEIPT || isProbeName(name);
}


/***/ }),

/***/ 9194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ ObjectTable)
/* harmony export */ });
/* harmony import */ var _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1188);

/** {@link SeenObjects} to which more can be added. */
class ObjectTable {
    #objects = new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationMap */ .K();
    get size() {
        return this.#objects.size;
    }
    /** Of an object with an ETag nothing else than that pins its content, so its time is forgotten. */
    add(info) {
        const { location, sizeBytes, etag, storageClass } = info;
        const isPinned = etag !== undefined && storageClass === undefined && !this.has(location);
        this.#objects.set(location, isPinned ? { location, sizeBytes, etag } : info);
    }
    get(location) {
        return this.#objects.get(location);
    }
    has(location) {
        return this.#objects.has(location);
    }
    values() {
        return this.#objects.values();
    }
}


/***/ }),

/***/ 7242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fr: () => (/* binding */ survey),
/* harmony export */   Tq: () => (/* binding */ listIfEmpty),
/* harmony export */   _w: () => (/* binding */ listAll)
/* harmony export */ });
/* harmony import */ var _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1188);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1875);
/* harmony import */ var _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5012);
/* harmony import */ var _again_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2371);
/* harmony import */ var _object_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9194);
/* harmony import */ var _storage_pool_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7842);






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
    const found = new _object_table_js__WEBPACK_IMPORTED_MODULE_3__/* .ObjectTable */ .w();
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
    await (0,_storage_pool_js__WEBPACK_IMPORTED_MODULE_4__/* .runPool */ .k)(single, { concurrency: STAT_CONCURRENCY }, signal, async (location, both) => {
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
    #groups = new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationMap */ .K();
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
                each.members = new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationSet */ .Q();
            for (const location of this.#wanted)
                this.#groups.get(directoryOf(location))?.members?.add(location);
        }
        return group.members ?? new _location_location_map_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationSet */ .Q();
    }
    /** The members of a large group, without keeping them. */
    expectedIn({ directory, count }) {
        return count < this.#total * LARGE_PART ? [] : (0,_again_js__WEBPACK_IMPORTED_MODULE_5__/* .filtered */ .mj)(this.#wanted, (location) => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_1__/* .sameLocation */ .It)(directoryOf(location), directory));
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
    return (0,_location_location_js__WEBPACK_IMPORTED_MODULE_1__/* .parentOf */ .gN)(location) ?? location;
}
function outside(directory, locations) {
    return (0,_again_js__WEBPACK_IMPORTED_MODULE_5__/* .filtered */ .mj)(locations, (location) => !(0,_location_location_js__WEBPACK_IMPORTED_MODULE_1__/* .isWithin */ .UO)(location, directory));
}
/**
 * The listing of a directory in which nothing is yet. `undefined` where something is, or the store does not tell: whoever asks again
 * will hear why.
 *
 * @param telling what matters most, of all that may be there: it is looked at by itself too, for listings of a store may lag behind.
 */
async function listIfEmpty(store, directory, telling, signal) {
    try {
        const [isEmpty, there] = await (0,_storage_pool_js__WEBPACK_IMPORTED_MODULE_4__/* .runBoth */ .r)(signal, (both) => isNothingIn(store, directory, both), (both) => store.stat(telling, { signal: both }));
        if (!isEmpty || there !== undefined)
            return undefined;
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_2__/* .StorageError */ .a)
            return undefined;
        throw error;
    }
    return { directory, objects: new _object_table_js__WEBPACK_IMPORTED_MODULE_3__/* .ObjectTable */ .w() };
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
    const all = new _object_table_js__WEBPACK_IMPORTED_MODULE_3__/* .ObjectTable */ .w();
    for await (const page of store.list(directory, { signal, expected }))
        for (const info of page)
            all.add(info);
    return all;
}


/***/ }),

/***/ 2260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findSnapshot: () => (/* binding */ findSnapshot)
});

// EXTERNAL MODULE: ./build/examination/check-files.js
var check_files = __webpack_require__(7988);
// EXTERNAL MODULE: ./build/examination/problem-text.js
var problem_text = __webpack_require__(8465);
// EXTERNAL MODULE: ./build/inspection/read-snapshot.js
var read_snapshot = __webpack_require__(68);
// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/relocation/claim-mode.js
var claim_mode = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/relocation/internal-names.js
var internal_names = __webpack_require__(7243);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
// EXTERNAL MODULE: ./build/relocation/relocation-error.js
var relocation_error = __webpack_require__(5410);
// EXTERNAL MODULE: ./build/storage/open-store.js + 5 modules
var open_store = __webpack_require__(3182);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __webpack_require__(5765);
// EXTERNAL MODULE: ./build/search/search-error.js
var search_error = __webpack_require__(5986);
;// CONCATENATED MODULE: ./build/search/walk.js




/** Requests at once, of the walk and of the looks that follow. */
const SEARCH_CONCURRENCY = 16;
/** Levels below the named directory: `<environment>/<job id>/chk-N`. */
const MOST_LEVELS = 2;
/** Someone who names a whole bucket shall hear it before it becomes expensive. */
const MOST_DIRECTORIES = 10_000;
const CHECKPOINT = /^chk-(\d{1,19})$/;
/** As Flink names savepoints; whoever renamed one has its directory listed. */
const SAVEPOINT = /^savepoint-[0-9a-f]{6}-[0-9a-f]{12}$/;
const JOB_ID = /^[0-9a-f]{32}$/;
/**
 * Directories of a job that hold state and never snapshots: CheckpointStorageAccess's `shared` and `taskowned`, and `dstl` of the
 * changelog. They are where a hundred thousand files lie.
 */
const STATE_DIRECTORIES = new Set(['shared', 'taskowned', 'dstl']);
/**
 * Goes through a directory level by level: one listing for each directory that is not told by its name, none for `chk-N`,
 * `savepoint-…`, `shared/`, `taskowned/` and `dstl/`.
 *
 * @throws SearchError where there are more directories than a search should go through; StorageError where the store fails
 */
async function walk(store, request, signal) {
    const walker = new Walker(store, request);
    await walker.run(signal);
    return walker.result();
}
class Walker {
    #store;
    #request;
    #jobs = new Map();
    #savepoints = [];
    #listed = 0;
    constructor(store, request) {
        this.#store = store;
        this.#request = request;
    }
    async run(signal) {
        let steps = [{ directory: this.#request.directory, level: 0 }];
        while (steps.length > 0) {
            this.#listed += steps.length;
            if (this.#listed > MOST_DIRECTORIES)
                throw this.#tooMany();
            const next = [];
            await (0,pool/* runPool */.k)(steps, { concurrency: SEARCH_CONCURRENCY }, signal, async (step, both) => {
                next.push(...await this.#visit(step, both));
            });
            steps = next;
        }
    }
    result() {
        const newestFirst = (a, b) => {
            const difference = (b.checkpointId ?? 0n) - (a.checkpointId ?? 0n);
            return difference > 0n ? 1 : difference < 0n ? -1 : 0;
        };
        return { jobs: [...this.#jobs.values()].map((all) => all.sort(newestFirst)), savepoints: this.#savepoints };
    }
    /** Lists one level. @returns the directories that have to be looked into */
    async #visit({ directory, level }, signal) {
        const below = [];
        let metadata;
        let files = 0;
        let pages = 0;
        for await (const page of this.#store.listLevel(directory, { signal })) {
            files += page.objects.length;
            metadata = page.objects.find(({ location }) => (0,location_location/* nameOf */.Vb)(location) === read_snapshot/* METADATA_NAME */.ce);
            below.push(...page.directories);
            // A snapshot of many files is known by one look, not by all of their names.
            if (metadata === undefined && files > 0 && pages === 1)
                metadata = await this.#store.stat((0,location_location/* resolveWithin */.s5)(directory, read_snapshot/* METADATA_NAME */.ce), { signal });
            if (metadata !== undefined)
                break;
            pages++;
        }
        if (metadata !== undefined) {
            this.#add(candidateOf(directory, metadata));
            return [];
        }
        // An unfinished snapshot has files and nothing else; a file beside directories is somebody's note.
        if (files > 0 && (below.length === 0 || CHECKPOINT.test((0,location_location/* nameOf */.Vb)(directory))))
            this.#add(candidateOf(directory, 'none'));
        return this.#sort(below, level);
    }
    #sort(directories, level) {
        const steps = [];
        for (const directory of directories) {
            const name = (0,location_location/* nameOf */.Vb)(directory);
            if (CHECKPOINT.test(name) || SAVEPOINT.test(name))
                this.#add(candidateOf(directory));
            else if (!STATE_DIRECTORIES.has(name) && level < MOST_LEVELS && this.#mayHold(name)) {
                steps.push({ directory, level: level + 1 });
            }
        }
        return steps;
    }
    /** A job directory of another job is not worth a listing. */
    #mayHold(name) {
        const { jobId, kind } = this.#request;
        return !JOB_ID.test(name) || (kind !== 'savepoint' && (jobId === undefined || name === jobId));
    }
    #add(candidate) {
        const { kind, jobId } = this.#request;
        if (kind !== 'any' && candidate.kind !== kind)
            return;
        if (candidate.kind === 'savepoint') {
            if (isSavepointOf((0,location_location/* nameOf */.Vb)(candidate.directory), jobId))
                this.#savepoints.push(candidate);
            return;
        }
        if (jobId !== undefined && candidate.job !== jobId)
            return;
        const key = candidate.directory.path.slice(0, candidate.directory.path.lastIndexOf('/'));
        const job = this.#jobs.get(key);
        if (job === undefined)
            this.#jobs.set(key, [candidate]);
        else
            job.push(candidate);
    }
    #tooMany() {
        return new search_error/* SearchError */.F(`${(0,location_location/* displayLocation */.S5)(this.#request.directory)} has more than ${MOST_DIRECTORIES.toLocaleString('en')} directories on its first levels: `
            + 'name the directory of the savepoints, of the checkpoints, or of one job');
    }
}
/** Flink names a savepoint after the first six digits of its job: `savepoint-<6 digits>-<12 random ones>`. */
function isSavepointOf(name, jobId) {
    return jobId === undefined || name.startsWith(`savepoint-${jobId.slice(0, 6)}-`);
}
function candidateOf(directory, metadata) {
    const number = CHECKPOINT.exec((0,location_location/* nameOf */.Vb)(directory))?.[1];
    const known = metadata === undefined ? {} : { metadata };
    if (number === undefined)
        return { directory, kind: 'savepoint', ...known };
    return { directory, kind: 'checkpoint', job: directory.path.split('/').at(-2) ?? '', checkpointId: BigInt(number), ...known };
}
/** What the store says of a candidate's `_metadata`. */
async function lookAt(store, candidate, signal) {
    if (candidate.metadata !== undefined)
        return candidate.metadata;
    return await store.stat((0,location_location/* resolveWithin */.s5)(candidate.directory, read_snapshot/* METADATA_NAME */.ce), { signal }) ?? 'none';
}

;// CONCATENATED MODULE: ./build/search/find-snapshot.js












/**
 * Finds the newest complete snapshot: by checkpoint number within a job, by the time of `_metadata` across jobs and
 * savepoints. What vanishes between listing and reading, cannot be read, or lacks files where they are asked for, gives
 * way to the next older one. Reads only.
 *
 * @throws SearchError where there is none, or the newest is too old, with what was seen
 * @throws StorageError where the store fails
 */
async function findSnapshot(request, context) {
    const warnings = [];
    const warn = (text) => {
        warnings.push(text);
        context.onWarning(text);
    };
    const store = await (0,open_store/* openStore */.C)(request.directory, 'source', request.s3, undefined, {
        onWarning: warn, ...(context.tuning && { tuning: context.tuning }),
    });
    try {
        return await new Search(store, request, context, warn).run(warnings);
    }
    finally {
        store.close();
    }
}
class Search {
    #store;
    #request;
    #signal;
    #nowMs;
    #warn;
    #all = [];
    #unlooked = 0;
    constructor(store, request, context, warn) {
        this.#store = store;
        this.#request = request;
        this.#signal = context.signal;
        this.#nowMs = context.nowMs ?? Date.now();
        this.#warn = warn;
    }
    async run(warnings) {
        const { jobs, savepoints } = await walk(this.#store, this.#request, this.#signal);
        const queues = [...jobs, ...savepoints.map((one) => [one])].map((rest) => ({ rest: [...rest], seen: [] }));
        await (0,pool/* runPool */.k)(queues, { concurrency: SEARCH_CONCURRENCY }, this.#signal, (queue, signal) => this.#look(queue, signal));
        const chosen = await this.#choose(queues);
        this.#unlooked = queues.reduce((sum, { rest }) => sum + rest.length, 0);
        if (chosen === undefined)
            throw this.#nothing();
        const found = this.#describe(chosen);
        this.#refuseOld(found);
        const directory = (0,location_location/* formatLocation */.j$)(this.#request.directory);
        return {
            directory,
            found,
            snapshots: this.#listing().slice(0, this.#request.mostListed),
            seen: this.#all.length + this.#unlooked,
            unfinished: this.#all.filter(({ metadata }) => metadata === 'none').length,
            warnings,
        };
    }
    /** Looks at a job's checkpoints, newest first, until one has a `_metadata` and the listing has enough. */
    async #look(queue, signal) {
        let looked = 0;
        while (queue.rest.length > 0 && (queue.seen.length === 0 || looked < this.#request.mostListed)) {
            const candidate = queue.rest.shift();
            const seen = { candidate, metadata: await lookAt(this.#store, candidate, signal) };
            if (seen.metadata === 'none' && await this.#wasRelocated(candidate, signal))
                continue;
            this.#all.push(seen);
            if (seen.metadata !== 'none')
                queue.seen.push(seen);
            looked++;
        }
    }
    /** Where `delete-source` left its receipt nothing is unfinished, and nothing is to be found. */
    async #wasRelocated({ directory }, signal) {
        return await this.#store.stat((0,location_location/* resolveWithin */.s5)(directory, internal_names/* RECEIPT */.T6), { signal }) !== undefined;
    }
    /** The first of the queues' heads that holds what was asked for, the one with the latest `_metadata` first. */
    async #choose(queues) {
        for (;;) {
            const heads = queues.flatMap((queue) => queue.seen[0] === undefined ? [] : [{ queue, head: queue.seen[0] }]);
            const best = heads.sort((a, b) => compareSeen(a.head, b.head))[0];
            if (best === undefined)
                return undefined;
            const problem = await this.#try(best.head);
            if (problem === undefined)
                return best.head;
            best.head.problem = problem;
            this.#warn(`${(0,location_location/* displayLocation */.S5)(best.head.candidate.directory)} is passed over: ${problem}`);
            best.queue.seen.shift();
            if (best.queue.seen.length === 0)
                await this.#look(best.queue, this.#signal);
        }
    }
    /** Reads a snapshot. @returns why it is none to restore from, `undefined` where it is */
    async #try(seen) {
        try {
            seen.read = await (0,read_snapshot/* readSnapshot */.RA)(this.#store, seen.candidate.directory, { signal: this.#signal });
        }
        catch (error) {
            if (!(error instanceof read_snapshot/* SnapshotReadError */.H$))
                throw error;
            // A job that runs on discards its older checkpoints.
            return error.reason === 'not-found' ? `its ${read_snapshot/* METADATA_NAME */.ce} is gone since it was listed` : error.message;
        }
        return this.#request.complete === 'files' ? await this.#missing(seen, seen.read) : undefined;
    }
    async #missing(seen, { directory, snapshot }) {
        const { checked, notChecked, problems } = await (0,check_files/* checkFiles */.g)(this.#store, directory, snapshot, this.#signal);
        const [first] = problems;
        if (first !== undefined) {
            return `${problems.length} of ${(0,quantities/* countOf */.pq)(checked, 'file')} cannot be used, such as ${(0,problem_text/* problemText */.f)(first)}`;
        }
        seen.notChecked = notChecked;
        if (notChecked > 0) {
            this.#warn(`${(0,location_location/* displayLocation */.S5)(directory)} names ${(0,quantities/* countOf */.pq)(notChecked, 'file')} in other places, which were not looked for: whether it is complete is not known`);
        }
        return undefined;
    }
    #describe({ candidate, metadata, read }) {
        if (read === undefined)
            throw new TypeError('a snapshot was chosen that was not read');
        const { snapshot } = read;
        const claimMode = (0,claim_mode/* claimModeOf */.h)(snapshot);
        const modifiedAt = read.metadata.modifiedAt ?? (metadata === 'none' ? undefined : metadata.modifiedAt);
        return {
            path: (0,location_location/* formatLocation */.j$)(candidate.directory),
            metadataPath: (0,location_location/* formatLocation */.j$)((0,location_location/* resolveWithin */.s5)(candidate.directory, read_snapshot/* METADATA_NAME */.ce)),
            kind: snapshot.kind,
            metadataVersion: snapshot.version,
            checkpointId: String(snapshot.checkpointId),
            ...(claimMode !== undefined && { claimMode }),
            ...(modifiedAt && { modified: modifiedAt.toISOString(), ageMs: Math.max(0, this.#nowMs - modifiedAt.getTime()) }),
            stateBytes: snapshot.operators.reduce((sum, { stateBytes }) => sum + stateBytes, 0),
        };
    }
    #refuseOld({ path, modified, ageMs }) {
        const { maxAgeMs } = this.#request;
        if (maxAgeMs === undefined || (ageMs !== undefined && ageMs <= maxAgeMs))
            return;
        const age = ageMs === undefined ? 'of an unknown time' : `${(0,quantities/* formatDuration */.a3)(ageMs)} old (written ${modified ?? ''})`;
        throw new search_error/* SearchError */.F(`the newest complete snapshot ${path} is ${age}, more than the ${(0,quantities/* formatDuration */.a3)(maxAgeMs)} of max-age: `
            + 'look whether the job still takes snapshots, or allow an older one', this.#details());
    }
    #nothing() {
        const { directory, kind, jobId } = this.#request;
        const place = (0,location_location/* displayLocation */.S5)(directory);
        const wanted = `${kind === 'any' ? 'snapshot' : kind}${jobId === undefined ? '' : ` of the job ${jobId}`}`;
        if (this.#all.length === 0) {
            return new search_error/* SearchError */.F(`no ${wanted} is in ${place}: check the directory (bucket, path and spelling); it is one of savepoints, of chk-N, or of jobs`);
        }
        return new search_error/* SearchError */.F(`no ${wanted} in ${place} is complete, of the ${this.#all.length} that were looked at: `
            + 'take a savepoint, or look into another directory', this.#details());
    }
    #details() {
        return (0,relocation_error/* shorten */.m)(this.#listing().map((one) => {
            const time = one.modified === undefined ? '' : `, written ${one.modified}`;
            return `${one.state}: ${one.path}${time}${one.problem === undefined ? '' : `: ${one.problem}`}`;
        }), this.#request.mostListed);
    }
    #listing() {
        return [...this.#all].sort(compareSeen).map(listedOf);
    }
}
function listedOf(seen) {
    const { candidate, metadata, problem, read, notChecked = 0 } = seen;
    const { directory, kind, job, checkpointId } = candidate;
    const id = read?.snapshot.checkpointId ?? checkpointId;
    const info = metadata === 'none' ? undefined : metadata;
    return {
        path: (0,location_location/* formatLocation */.j$)(directory),
        name: (0,location_location/* nameOf */.Vb)(directory),
        kind,
        ...(job !== undefined && { job }),
        ...(id !== undefined && { checkpointId: String(id) }),
        ...(info?.modifiedAt && { modified: info.modifiedAt.toISOString() }),
        ...(info && { metadataBytes: info.sizeBytes }),
        state: stateOf(seen),
        ...(problem !== undefined && { problem }),
        ...(notChecked > 0 && { notChecked }),
    };
}
function stateOf({ metadata, problem, read, notChecked }) {
    if (metadata === 'none')
        return 'unfinished';
    if (problem !== undefined)
        return 'skipped';
    if (read === undefined)
        return 'unread';
    return notChecked === 0 ? 'complete' : 'unchecked';
}
/** The latest `_metadata` first, then the higher number; what has no `_metadata` comes last. */
function compareSeen(a, b) {
    const difference = timeOf(b) - timeOf(a);
    if (difference !== 0 && !Number.isNaN(difference))
        return difference;
    const ids = (b.candidate.checkpointId ?? 0n) - (a.candidate.checkpointId ?? 0n);
    if (ids !== 0n)
        return ids > 0n ? 1 : -1;
    return a.candidate.directory.path < b.candidate.directory.path ? 1 : -1;
}
function timeOf({ metadata }) {
    return metadata === 'none' ? -1 : metadata.modifiedAt?.getTime() ?? 0;
}


/***/ })

};
