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
// EXTERNAL MODULE: ./build/snapshot/outside/outside-report.js + 1 modules
var outside_report = __webpack_require__(1002);
// EXTERNAL MODULE: ./build/snapshot/outside/read-state.js
var read_state = __webpack_require__(601);
// EXTERNAL MODULE: ./build/snapshot/read-snapshot.js + 1 modules
var read_snapshot = __webpack_require__(2588);
// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/snapshot/deleted.js
var snapshot_deleted = __webpack_require__(9220);
// EXTERNAL MODULE: ./build/snapshot/places.js
var places = __webpack_require__(593);
// EXTERNAL MODULE: ./build/snapshot/claim-mode.js
var claim_mode = __webpack_require__(2053);
// EXTERNAL MODULE: ./build/storage/open-store.js + 6 modules
var open_store = __webpack_require__(9132);
// EXTERNAL MODULE: ./build/snapshot/check-files.js
var check_files = __webpack_require__(2155);
// EXTERNAL MODULE: ./build/commands/relocate/relocate.js + 50 modules
var relocate = __webpack_require__(8423);
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
 * Looks at a snapshot: reads its `_metadata`, and of its state what may point outside; when asked, sees
 * whether its files are there and what a relocation would do. Reads only.
 *
 * @throws SnapshotReadError where there is no snapshot, or it cannot be understood.
 * @throws StorageError where the store fails in another way. What stops a relocation is part of the result.
 */
async function inspectSnapshot(request, context) {
    const { signal, tuning } = context;
    const notices = [];
    const store = await (0,open_store/* openStore */.C)(request.source, 'source', request.s3, undefined, {
        oneSided: true,
        asOf: request.asOf,
        onWarning: (text) => {
            notices.push(text);
        },
        tuning,
    });
    try {
        const read = await (0,read_snapshot/* readSnapshot */.RA)(store, request.source, { signal });
        const { directory, bytes, snapshot } = read;
        const report = (0,summary/* summariseSnapshot */.Z)(directory, bytes, snapshot);
        const { stateReads } = request;
        const outside = await (0,read_state/* lookOutside */.H)(store, read, { stateReads, signal });
        const claimMode = (0,claim_mode/* claimModeOf */.h)(snapshot);
        const files = request.checkFiles ? await (0,check_files/* checkFiles */.gw)(store, directory, snapshot, signal) : undefined;
        notices.push(...(await tellDeleted(store, read, files, signal)));
        const relocation = request.relocation
            && (await previewRelocation(request.relocation, [...snapshot.warnings, ...outside.findings.map(outside_report/* outsideSentence */.xs), ...(0,outside_report/* unreadSentences */.y2)(outside.unread)], context));
        const asOf = request.asOf?.toISOString();
        return {
            ...report,
            asOf,
            warnings: [...report.warnings, ...notices],
            claimMode,
            outside,
            files,
            relocation,
        };
    }
    finally {
        store.close();
    }
}
/** Of the first missing file, that its bucket keeps it as it was. */
async function tellDeleted(store, { directory, metadata, snapshot: { references } }, files, signal) {
    const missing = files?.problems.find(({ problem }) => problem === 'missing');
    const reference = missing && references.find(({ path }) => path === missing.path);
    const place = reference && (0,places/* locationOf */.hD)(reference, directory);
    const deleted = place && (await (0,snapshot_deleted/* findDeletedFile */.B)(store, place, metadata.modifiedAt, signal));
    if (place === undefined || deleted === undefined)
        return [];
    return [
        `${(0,location_location/* displayLocation */.S5)(place)} was deleted at ${deleted.deletedAt.toISOString()}, and its bucket keeps old versions: with as-of `
            + `${deleted.asOf} all of the snapshot is looked at as it was then`,
    ];
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
// EXTERNAL MODULE: ./build/snapshot/outside/outside.js + 18 modules
var outside = __webpack_require__(3621);
// EXTERNAL MODULE: ./build/snapshot/outside/read-state.js
var read_state = __webpack_require__(601);
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
    const states = statesByOperator(snapshot);
    return {
        path: (0,location_location/* formatLocation */.j$)(directory),
        metadataVersion: snapshot.version,
        flinkVersions: snapshot.flinkVersions,
        checkpointId: String(snapshot.checkpointId),
        ...(0,kind/* kindAndFormatOf */.y)(snapshot, directory),
        metadataBytes: bytes.length,
        stateBytes: snapshot.operators.reduce((sum, { stateBytes }) => sum + stateBytes, 0),
        bytesByPlace: addedUp(places),
        operators: snapshot.operators.map((operator, index) => inspectedOperator(operator, places[index] ?? (0,snapshot_places/* noBytes */.D1)(), states.get(operator) ?? [])),
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
function statesByOperator(snapshot) {
    const byOperator = new Map();
    for (const { operator, state, mode, entries } of (0,outside/* operatorStates */.t7)(snapshot)) {
        const states = byOperator.get(operator);
        if (states === undefined)
            byOperator.set(operator, [{ name: state, mode, entries }]);
        else
            states.push({ name: state, mode, entries });
    }
    return byOperator;
}
function inspectedOperator(operator, bytesByPlace, states) {
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
        states,
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
 * with what decides of it as a whole whether a job takes it, and what its state points at. Costs one request,
 * and one for each small state file of a source or sink.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
async function readSummary(store, location, reading = {}) {
    const read = await (0,read_snapshot/* readSnapshot */.RA)(store, location, reading);
    const { directory, bytes, snapshot } = read;
    const { keyedStateForms } = snapshot;
    const outside = await (0,read_state/* lookOutside */.H)(store, read, reading);
    return { ...summariseSnapshot(directory, bytes, snapshot), keyedStateForms, outside };
}


/***/ })

};
