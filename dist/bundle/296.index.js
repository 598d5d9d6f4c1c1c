export const id = 296;
export const ids = [296];
export const modules = {

/***/ 8296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  inspectSnapshot: () => (/* binding */ inspectSnapshot)
});

// EXTERNAL MODULE: ./build/snapshot/summary.js + 1 modules
var summary = __webpack_require__(2025);
// EXTERNAL MODULE: ./build/snapshot/read-snapshot.js + 1 modules
var read_snapshot = __webpack_require__(2588);
// EXTERNAL MODULE: ./build/snapshot/claim-mode.js
var claim_mode = __webpack_require__(2053);
// EXTERNAL MODULE: ./build/storage/open-store.js + 6 modules
var open_store = __webpack_require__(9132);
// EXTERNAL MODULE: ./build/snapshot/check-files.js
var check_files = __webpack_require__(2155);
// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/commands/relocate/relocate.js + 46 modules
var relocate = __webpack_require__(5699);
// EXTERNAL MODULE: ./build/commands/relocation-error.js
var relocation_error = __webpack_require__(1590);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __webpack_require__(5012);
;// CONCATENATED MODULE: ./build/commands/inspect/preview.js




/**
 * Plans a relocation as a dry run.
 *
 * @param known warnings that the inspection gives already
 * @throws what is no refusal: a defect, and the signal's reason when it was aborted.
 */
async function previewRelocation(request, known, { signal, tuning }) {
    try {
        const report = await (0,relocate.relocate)({ ...request, dryRun: true }, { narrator: SILENT, signal, tuning });
        return {
            possible: true,
            snapshotPath: report.snapshotPath,
            savepointPath: report.snapshotPath,
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
const SILENT = {
    phase: nothing,
    info: nothing,
    warning: nothing,
    debug: nothing,
    progress: nothing,
};

;// CONCATENATED MODULE: ./build/commands/inspect/inspect.js






/**
 * Looks at a snapshot: reads its `_metadata` and, when asked, sees whether its files are there and what a
 * relocation would do. Reads only.
 *
 * @throws SnapshotReadError where there is no snapshot, or it cannot be understood.
 * @throws StorageError where the store fails in another way. What stops a relocation is part of the result.
 */
async function inspectSnapshot(request, context) {
    const { signal, tuning } = context;
    const notices = [];
    const store = await (0,open_store/* openStore */.C)(request.source, 'source', request.s3, undefined, {
        oneSided: true,
        onWarning: (text) => {
            notices.push(text);
        },
        tuning,
    });
    try {
        const { directory, bytes, snapshot } = await (0,read_snapshot/* readSnapshot */.RA)(store, request.source, { signal });
        const report = (0,summary/* summariseSnapshot */.Z)(directory, bytes, snapshot);
        const claimMode = (0,claim_mode/* claimModeOf */.h)(snapshot);
        const files = request.checkFiles ? await (0,check_files/* checkFiles */.gw)(store, directory, snapshot, signal) : undefined;
        const relocation = request.relocation && (await previewRelocation(request.relocation, snapshot.warnings, context));
        return { ...report, warnings: [...report.warnings, ...notices], claimMode, files, relocation };
    }
    finally {
        store.close();
    }
}


/***/ }),

/***/ 2025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ readSummary),
  Z: () => (/* binding */ summariseSnapshot)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/snapshot/places.js
var snapshot_places = __webpack_require__(593);
// EXTERNAL MODULE: ./build/snapshot/kind.js
var kind = __webpack_require__(5823);
// EXTERNAL MODULE: ./build/snapshot/read-snapshot.js + 1 modules
var read_snapshot = __webpack_require__(2588);
;// CONCATENATED MODULE: ./build/snapshot/skew.js
/**
 * The skew of an operator over its subtasks that have not finished; one that the file does not list has no
 * state. `undefined` where there is nothing to compare: fewer than two such subtasks, or no state in any.
 */
function skewOf({ parallelism, finishedSubtasks, fullyFinished, subtaskBytes, }) {
    const running = fullyFinished ? 0 : Math.max(parallelism - finishedSubtasks, subtaskBytes.length);
    const sorted = Float64Array.from(subtaskBytes).sort();
    const maxBytes = sorted.at(-1) ?? 0;
    if (running < 2 || maxBytes === 0)
        return undefined;
    // The parallelism is a number from the file and may be anything: subtasks without state are counted, not
    // built.
    const empty = running - sorted.length;
    const ranked = (rank) => (rank < empty ? 0 : (sorted[rank - empty] ?? 0));
    const middle = (running - 1) / 2;
    const medianBytes = (ranked(Math.floor(middle)) + ranked(Math.ceil(middle))) / 2;
    const total = sorted.reduce((sum, bytes) => sum + bytes, 0);
    return {
        minBytes: ranked(0),
        medianBytes,
        maxBytes,
        ratio: Math.round((maxBytes * running * 100) / total) / 100,
    };
}

;// CONCATENATED MODULE: ./build/snapshot/summary.js





/** The facts of a snapshot in this directory whose `_metadata` has these bytes. Pure. */
function summariseSnapshot(directory, bytes, snapshot) {
    const placer = (0,snapshot_places/* createPlacer */.I2)(directory);
    const places = operatorPlaces(snapshot, placer);
    return {
        path: (0,location_location/* formatLocation */.j$)(directory),
        metadataVersion: snapshot.version,
        flinkVersions: snapshot.flinkVersions,
        checkpointId: String(snapshot.checkpointId),
        ...(0,kind/* kindAndFormatOf */.y5)(snapshot, directory),
        metadataBytes: bytes.length,
        stateBytes: snapshot.operators.reduce((sum, { stateBytes }) => sum + stateBytes, 0),
        bytesByPlace: addedUp(places),
        operators: snapshot.operators.map((operator, index) => inspectedOperator(operator, places[index] ?? (0,snapshot_places/* noBytes */.D1)())),
        references: distinctReferences(snapshot.references, placer),
        inlineStates: snapshot.inlineStates,
        masterStates: snapshot.masterStates.map(({ name }) => name),
        warnings: snapshot.warnings,
    };
}
/** Where each operator's bytes lie. What no handle of a file accounts for stands in `_metadata`. */
function operatorPlaces(snapshot, placer) {
    const all = snapshot.operators.map(({ stateBytes, changelogDeltaBytes }) => ({
        ...(0,snapshot_places/* noBytes */.D1)(),
        inline: stateBytes - changelogDeltaBytes,
        changelog: changelogDeltaBytes,
    }));
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
    const total = (0,snapshot_places/* noBytes */.D1)();
    for (const sums of all)
        for (const place of snapshot_places/* STATE_PLACES */.lT)
            total[place] += sums[place];
    return total;
}
/** The names of an operator's states serve the checks of a relocation and are not shown. */
function inspectedOperator(operator, bytesByPlace) {
    const { id, name, uid, parallelism, maxParallelism, subtasks, finishedSubtasks, fullyFinished } = operator;
    const skew = skewOf(operator);
    const subtaskBytes = {};
    operator.subtaskIndexes.forEach((index, row) => {
        subtaskBytes[index] = operator.subtaskBytes[row] ?? 0;
    });
    return {
        id,
        name,
        uid,
        parallelism,
        maxParallelism,
        subtasks,
        finishedSubtasks,
        fullyFinished,
        stateBytes: operator.stateBytes,
        coordinatorBytes: operator.coordinatorBytes,
        bytesByPlace,
        skew,
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
 * Reads the `_metadata` of a snapshot (the location is its directory or the file itself) and sums it up,
 * with what decides of it as a whole whether a job takes it. Costs one request; no other file is looked at.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
async function readSummary(store, location, options = {}) {
    const { directory, bytes, snapshot } = await (0,read_snapshot/* readSnapshot */.RA)(store, location, options);
    return { ...summariseSnapshot(directory, bytes, snapshot), keyedStateForms: snapshot.keyedStateForms };
}


/***/ })

};
