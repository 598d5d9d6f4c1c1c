export const id = 179;
export const ids = [179];
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

/***/ 4179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  examineSnapshot: () => (/* binding */ examineSnapshot)
});

// EXTERNAL MODULE: ./build/inspection/inspect.js + 1 modules
var inspect = __webpack_require__(5186);
// EXTERNAL MODULE: ./build/inspection/read-snapshot.js
var read_snapshot = __webpack_require__(68);
// EXTERNAL MODULE: ./build/relocation/claim-mode.js
var claim_mode = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/storage/open-store.js + 5 modules
var open_store = __webpack_require__(3182);
// EXTERNAL MODULE: ./build/examination/check-files.js
var check_files = __webpack_require__(7988);
// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/relocation/relocate.js + 41 modules
var relocate = __webpack_require__(831);
// EXTERNAL MODULE: ./build/relocation/relocation-error.js
var relocation_error = __webpack_require__(5410);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
;// CONCATENATED MODULE: ./build/examination/preview.js




/**
 * Plans a relocation as a dry run.
 *
 * @param known warnings that are told already
 * @throws what is no refusal: a defect, and the signal's reason when it was aborted.
 */
async function previewRelocation(request, known, { signal, tuning }) {
    try {
        const report = await (0,relocate.relocate)({ ...request, dryRun: true }, { narrator: SILENT, signal, ...(tuning && { tuning }) });
        return {
            possible: true,
            savepointPath: report.savepointPath,
            filesToCopy: report.estimatedFiles ?? 0,
            bytesToCopy: report.estimatedBytes ?? 0,
            filesThere: report.filesSkipped,
            urisRewritten: report.urisRewritten,
            transferMode: report.transferMode,
            requests: report.estimatedRequests ?? 0,
            warnings: report.warnings.filter((warning) => !known.includes(warning)),
        };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof relocation_error/* RelocationError */.f)
            return { possible: false, reason: error.message, details: error.details };
        if (error instanceof storage_error/* StorageError */.a || error instanceof location_location/* LocationError */.KA)
            return { possible: false, reason: error.message, details: [] };
        throw error;
    }
}
const nothing = () => undefined;
const SILENT = { phase: nothing, info: nothing, warning: nothing, debug: nothing, progress: nothing };

;// CONCATENATED MODULE: ./build/examination/examine.js






/**
 * Looks at a snapshot: reads its `_metadata` and, when asked, sees whether its files are there and what a relocation
 * would do. Reads only.
 *
 * @throws SnapshotReadError where there is no snapshot, or it cannot be understood.
 * @throws StorageError where the store fails in another way. What stops a relocation is part of the result.
 */
async function examineSnapshot(request, context) {
    const { signal, tuning } = context;
    const notices = [];
    const store = await (0,open_store/* openStore */.C)(request.source, 'source', request.s3, undefined, {
        onWarning: (text) => { notices.push(text); }, ...(tuning && { tuning }),
    });
    try {
        const { directory, bytes, snapshot } = await (0,read_snapshot/* readSnapshot */.RA)(store, request.source, { signal });
        const report = (0,inspect/* summariseSnapshot */.Z)(directory, bytes, snapshot);
        const claimMode = (0,claim_mode/* claimModeOf */.h)(snapshot);
        const files = request.checkFiles ? await (0,check_files/* checkFiles */.g)(store, directory, snapshot, signal) : undefined;
        const relocation = request.relocation && await previewRelocation(request.relocation, snapshot.warnings, context);
        return {
            ...report, warnings: [...report.warnings, ...notices], ...(claimMode !== undefined && { claimMode }), ...(files && { files }), ...(relocation && { relocation }),
        };
    }
    finally {
        store.close();
    }
}


/***/ }),

/***/ 5186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ inspectSnapshot),
  Z: () => (/* binding */ summariseSnapshot)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/inspection/places.js
var inspection_places = __webpack_require__(819);
// EXTERNAL MODULE: ./build/inspection/read-snapshot.js
var read_snapshot = __webpack_require__(68);
;// CONCATENATED MODULE: ./build/inspection/skew.js
/**
 * The skew of an operator over its subtasks that have not finished; one that the file does not list has no state.
 * `undefined` where there is nothing to compare: fewer than two such subtasks, or no state in any.
 */
function skewOf({ parallelism, finishedSubtasks, fullyFinished, subtaskBytes }) {
    const running = fullyFinished ? 0 : Math.max(parallelism - finishedSubtasks, subtaskBytes.length);
    const sorted = Float64Array.from(subtaskBytes).sort();
    const maxBytes = sorted.at(-1) ?? 0;
    if (running < 2 || maxBytes === 0)
        return undefined;
    // The parallelism is a number from the file and may be anything: subtasks without state are counted, not built.
    const empty = running - sorted.length;
    const ranked = (rank) => rank < empty ? 0 : sorted[rank - empty] ?? 0;
    const middle = (running - 1) / 2;
    const medianBytes = (ranked(Math.floor(middle)) + ranked(Math.ceil(middle))) / 2;
    const total = sorted.reduce((sum, bytes) => sum + bytes, 0);
    return { minBytes: ranked(0), medianBytes, maxBytes, ratio: Math.round((maxBytes * running * 100) / total) / 100 };
}

;// CONCATENATED MODULE: ./build/inspection/inspect.js




/** The facts of a snapshot in this directory whose `_metadata` has these bytes. Pure. */
function summariseSnapshot(directory, bytes, snapshot) {
    const placer = (0,inspection_places/* createPlacer */.I2)(directory);
    const places = operatorPlaces(snapshot, placer);
    return {
        path: (0,location_location/* formatLocation */.j$)(directory),
        metadataVersion: snapshot.version,
        flinkVersions: snapshot.flinkVersions,
        checkpointId: String(snapshot.checkpointId),
        kind: snapshot.kind,
        metadataBytes: bytes.length,
        stateBytes: snapshot.operators.reduce((sum, { stateBytes }) => sum + stateBytes, 0),
        bytesByPlace: addedUp(places),
        operators: snapshot.operators.map((operator, index) => inspectedOperator(operator, places[index] ?? (0,inspection_places/* noBytes */.D1)())),
        references: distinctReferences(snapshot.references, placer),
        inlineStates: snapshot.inlineStates,
        masterStates: snapshot.masterStates.map(({ name }) => name),
        warnings: snapshot.warnings,
    };
}
/** Where each operator's bytes lie. What no handle of a file accounts for stands in `_metadata`. */
function operatorPlaces(snapshot, placer) {
    const all = snapshot.operators.map(({ stateBytes, changelogDeltaBytes }) => ({ ...(0,inspection_places/* noBytes */.D1)(), inline: stateBytes - changelogDeltaBytes, changelog: changelogDeltaBytes }));
    for (const reference of snapshot.references) {
        const { stateBytes } = reference;
        const sums = all[reference.operator];
        if (stateBytes === 0 || sums === undefined)
            continue;
        sums[placer(reference)] += stateBytes;
        sums.inline -= stateBytes;
    }
    return all;
}
function addedUp(all) {
    const total = (0,inspection_places/* noBytes */.D1)();
    for (const sums of all)
        for (const place of inspection_places/* STATE_PLACES */.lT)
            total[place] += sums[place];
    return total;
}
/** The names of an operator's states serve the checks of a relocation and are not shown. */
function inspectedOperator(operator, bytesByPlace) {
    const { id, name, uid, parallelism, maxParallelism, subtasks, finishedSubtasks, fullyFinished } = operator;
    const skew = skewOf(operator);
    const subtaskBytes = {};
    operator.subtaskIndexes.forEach((index, row) => { subtaskBytes[index] = operator.subtaskBytes[row] ?? 0; });
    return {
        id,
        ...(name === undefined ? {} : { name }),
        ...(uid === undefined ? {} : { uid }),
        parallelism,
        maxParallelism,
        subtasks,
        finishedSubtasks,
        fullyFinished,
        stateBytes: operator.stateBytes,
        coordinatorBytes: operator.coordinatorBytes,
        bytesByPlace,
        ...(skew && { skew }),
        subtaskBytes,
    };
}
function distinctReferences(references, placer) {
    const distinct = new Map();
    for (const reference of references) {
        const { kind, path, sizeBytes } = reference;
        const key = `${kind} ${path}`;
        const known = distinct.get(key);
        if (known === undefined) {
            distinct.set(key, { kind, path, place: placer(reference), bytes: sizeBytes, count: 1 });
        }
        else {
            known.bytes = Math.max(known.bytes, sizeBytes);
            known.count++;
        }
    }
    return [...distinct.values()];
}
/**
 * Reads the `_metadata` of a snapshot (the location is its directory or the file itself) and sums it up, with what decides of it as a
 * whole whether a job takes it. Costs one request; no other file is looked at.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
async function inspectSnapshot(store, location, options = {}) {
    const { directory, bytes, snapshot } = await (0,read_snapshot/* readSnapshot */.RA)(store, location, options);
    return { ...summariseSnapshot(directory, bytes, snapshot), keyedStateForms: snapshot.keyedStateForms };
}


/***/ })

};
