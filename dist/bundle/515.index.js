export const id = 515;
export const ids = [515];
export const modules = {

/***/ 4515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  compareSnapshots: () => (/* binding */ compareSnapshots),
  diffSnapshots: () => (/* binding */ diffSnapshots)
});

;// CONCATENATED MODULE: ./build/snapshot/restore-rules.js
/**
 * What stands in the way of restoring a job with the one operators from a snapshot with the others. The
 * rules are those of `Checkpoints.loadAndValidateCheckpoint` and
 * `StateAssignmentOperation.checkParallelismPreconditions` of Flink 1.10 to 2.3.
 */
function restoreHindrances(snapshot, job) {
    const wanted = new Map(job.map((operator) => [operator.id, operator]));
    return snapshot.flatMap((operator) => {
        const found = hindrance(operator, wanted.get(operator.id));
        if (found === undefined)
            return [];
        const { id, name, uid } = operator;
        return [{ id, name, uid, ...found }];
    });
}
function hindrance(state, job) {
    if (job === undefined) {
        // Flink asks for state only: it drops an operator without any in silence.
        if (state.stateBytes === 0)
            return undefined;
        return {
            rule: 'operator-gone',
            sentence: 'its state has no operator in the other job: Flink refuses without --allowNonRestoredState, and drops it with',
        };
    }
    if (job.parallelism > state.maxParallelism) {
        return {
            rule: 'parallelism-above-maximum',
            sentence: `the job's parallelism of ${job.parallelism} is above the state's maximum parallelism of ${state.maxParallelism}: `
                + 'Flink refuses; lower the parallelism',
        };
    }
    if (job.maxParallelism !== state.maxParallelism) {
        return {
            rule: 'max-parallelism-changed',
            sentence: `the maximum parallelism is ${job.maxParallelism} in the job and ${state.maxParallelism} in the state: Flink refuses `
                + `where the job sets it; leave it unset or set ${state.maxParallelism}`,
        };
    }
    return undefined;
}
/**
 * What of a snapshot as a whole stands in the way of restoring the job that another snapshot is of.
 * `MetadataSerializers` of each Flink knows the versions up to its own; `HeapRestoreOperation` takes
 * handles of key groups only, and `RocksDBFullRestoreOperation` and the heap backend write these in formats
 * of their own; canonical savepoints (1.13 and later) are read by every backend.
 */
function snapshotHindrances(state, job) {
    const backend = backendSentence(state.keyedStateForms ?? [], job.keyedStateForms ?? []);
    return [
        ...(state.metadataVersion <= job.metadataVersion
            ? []
            : [
                {
                    rule: 'metadata-too-new',
                    sentence: `its metadata has version ${state.metadataVersion} (Flink ${state.flinkVersions}), which the Flink of the job does not read `
                        + `(it wrote version ${job.metadataVersion}, Flink ${job.flinkVersions}): run the job with the Flink that wrote the state, or a later one`,
                },
            ]),
        ...(backend === undefined
            ? []
            : [{ rule: 'other-state-backend', sentence: backend }]),
    ];
}
const BACKEND_ADVICE = 'run the backend that wrote it, or restore from a canonical savepoint';
/**
 * Key groups do not tell the heap backend from RocksDB without incremental checkpoints: what is in doubt is
 * said under its condition.
 */
function backendSentence(state, job) {
    const [incremental, jobIncremental] = [state.includes('incremental'), job.includes('incremental')];
    if (incremental && !jobIncremental && job.includes('key-groups')) {
        return ("its keyed state is in incremental files of RocksDB or ForSt, and the job's as the heap backend (hashmap) writes it, or RocksDB "
            + `without incremental checkpoints: Flink refuses where the job runs the heap backend; ${BACKEND_ADVICE}`);
    }
    if (!incremental && state.includes('key-groups') && jobIncremental) {
        return ("its keyed state is as the heap backend (hashmap) writes it, or RocksDB without incremental checkpoints, and the job's in "
            + `incremental files of RocksDB or ForSt: Flink cannot restore it where the heap backend wrote it; ${BACKEND_ADVICE}`);
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/snapshot/summary.js + 1 modules
var summary = __webpack_require__(2025);
;// CONCATENATED MODULE: ./build/commands/diff/diff-outside.js
/**
 * Compares by operator, state and kind, and there by path and id; of long lists the paths that were told.
 * How often something is pointed at, and by which subtasks, makes no difference.
 */
function diffOutside(a, b) {
    return { added: onlyIn(b, a), removed: onlyIn(a, b) };
}
function onlyIn({ findings }, other) {
    const known = new Map();
    for (const finding of other.findings) {
        const there = known.get(keyOf(finding)) ?? { paths: new Set(), ids: new Set() };
        for (const path of finding.paths)
            there.paths.add(path);
        for (const id of finding.ids)
            there.ids.add(id);
        known.set(keyOf(finding), there);
    }
    return findings.flatMap((finding) => {
        const there = known.get(keyOf(finding));
        const { kind, operator, state, certainty, what } = finding;
        const paths = finding.paths.filter((path) => there?.paths.has(path) !== true);
        const ids = finding.ids.filter((id) => there?.ids.has(id) !== true);
        if (there !== undefined && paths.length + ids.length === 0)
            return [];
        return [{ kind, operator, state, certainty, what, paths, ids }];
    });
}
function keyOf({ kind, operator, state }) {
    return `${operator.id} ${kind} ${state}`;
}

// EXTERNAL MODULE: ./build/storage/open-store.js + 6 modules
var open_store = __webpack_require__(9132);
;// CONCATENATED MODULE: ./build/commands/diff/diff.js




/** Compares two snapshots: `a` is the earlier, `b` the later. Pure. */
function diffSnapshots(a, b) {
    const [before, after] = [byId(a.operators), byId(b.operators)];
    const both = b.operators.flatMap((operator) => {
        const former = before.get(operator.id);
        return former === undefined ? [] : [{ former, operator }];
    });
    const added = b.operators.filter(({ id }) => !before.has(id)).map(nameOf);
    const removed = a.operators.filter(({ id }) => !after.has(id)).map(nameOf);
    const rescaled = both
        .filter(isRescaled)
        .map(({ former, operator }) => ({
        ...labelOf(operator, former),
        parallelism: { a: former.parallelism, b: operator.parallelism },
        maxParallelism: { a: former.maxParallelism, b: operator.maxParallelism },
    }));
    const resized = both
        .filter(({ former, operator }) => former.stateBytes !== operator.stateBytes)
        .map(({ former, operator }) => ({
        ...labelOf(operator, former),
        stateBytes: { a: former.stateBytes, b: operator.stateBytes },
        growthBytes: operator.stateBytes - former.stateBytes,
    }))
        .sort((one, other) => Math.abs(other.growthBytes) - Math.abs(one.growthBytes));
    const references = diffReferences(a.references, b.references);
    const outside = diffOutside(a.outside, b.outside);
    const differs = added.length + removed.length + rescaled.length + references.added.count + references.removed.count > 0
        || outside.added.length + outside.removed.length > 0
        || a.metadataVersion !== b.metadataVersion;
    return {
        a: sideOf(a),
        b: sideOf(b),
        differs,
        added,
        removed,
        rescaled,
        resized,
        references,
        outside,
        restore: {
            fromA: [...snapshotHindrances(a, b), ...restoreHindrances(a.operators, b.operators)],
            fromB: [...snapshotHindrances(b, a), ...restoreHindrances(b.operators, a.operators)],
        },
    };
}
function byId(operators) {
    return new Map(operators.map((operator) => [operator.id, operator]));
}
function isRescaled({ former, operator, }) {
    return former.parallelism !== operator.parallelism || former.maxParallelism !== operator.maxParallelism;
}
function sideOf({ path, kind, format, checkpointId, metadataVersion, flinkVersions, stateBytes, }) {
    return { path, kind, format, checkpointId, metadataVersion, flinkVersions, stateBytes };
}
function nameOf(operator) {
    return { ...labelOf(operator), stateBytes: operator.stateBytes };
}
/**
 * Names stand in the file since Flink 2.0 only: where one of the two has them, that is the one that helps.
 */
function labelOf(operator, other) {
    const name = operator.name ?? other?.name;
    const uid = operator.uid ?? other?.uid;
    return { id: operator.id, name, uid };
}
function diffReferences(a, b) {
    const before = new Set(a.map(diff_keyOf));
    const after = new Set(b.map(diff_keyOf));
    const summed = (references) => ({
        count: references.length,
        bytes: references.reduce((sum, { bytes }) => sum + bytes, 0),
    });
    const [added, removed] = [
        b.filter((one) => !before.has(diff_keyOf(one))),
        a.filter((one) => !after.has(diff_keyOf(one))),
    ];
    return {
        added: { ...summed(added), paths: added.map(({ path }) => path) },
        removed: { ...summed(removed), paths: removed.map(({ path }) => path) },
        common: summed(b.filter((one) => before.has(diff_keyOf(one)))),
    };
}
function diff_keyOf({ kind, path }) {
    return kind === 'relative' ? `./${path}` : path;
}
/**
 * Reads the `_metadata` of two snapshots, and what their state points at, and tells what changed from `a` to
 * `b`.
 *
 * @throws SnapshotReadError and StorageError as `readSummary` does.
 */
async function compareSnapshots(a, b, { signal, stateReads, tuning }) {
    const inspected = async ({ location, s3 }, side) => {
        const store = await (0,open_store/* openStore */.C)(location, side, s3, undefined, { tuning });
        try {
            return await (0,summary/* readSummary */.L)(store, location, { stateReads, signal });
        }
        finally {
            store.close();
        }
    };
    return diffSnapshots(await inspected(a, 'source'), await inspected(b, 'target'));
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
