export const id = 938;
export const ids = [938];
export const modules = {

/***/ 8938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findSnapshot: () => (/* binding */ findSnapshot)
});

// EXTERNAL MODULE: ./build/snapshot/check-files.js
var check_files = __webpack_require__(2155);
// EXTERNAL MODULE: ./build/snapshot/kind.js
var kind = __webpack_require__(5823);
// EXTERNAL MODULE: ./build/snapshot/read-snapshot.js + 1 modules
var read_snapshot = __webpack_require__(2588);
// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/snapshot/claim-mode.js
var claim_mode = __webpack_require__(2053);
// EXTERNAL MODULE: ./build/snapshot/internal-names.js
var internal_names = __webpack_require__(5193);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
// EXTERNAL MODULE: ./build/storage/open-store.js + 6 modules
var open_store = __webpack_require__(9132);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __webpack_require__(5765);
// EXTERNAL MODULE: ./build/commands/find/request.js
var request = __webpack_require__(9258);
// EXTERNAL MODULE: ./build/location/flink-names.js
var flink_names = __webpack_require__(3137);
;// CONCATENATED MODULE: ./build/commands/find/walk.js





/** Requests at once, of the walk and of the looks that follow. */
const SEARCH_CONCURRENCY = 16;
/** Levels below the named directory: `<environment>/<job id>/chk-N`. */
const MOST_LEVELS = 2;
/** Warns someone who named a whole bucket before the search becomes expensive. */
const MOST_DIRECTORIES = 10_000;
/** As Flink names savepoints; the directory of a renamed one is listed. */
const SAVEPOINT = /^savepoint-[0-9a-f]{6}-[0-9a-f]{12}$/;
/**
 * Directories of a job that hold state and never snapshots: CheckpointStorageAccess's `shared` and
 * `taskowned`, and `dstl` of the changelog. They are where a hundred thousand files lie.
 */
const STATE_DIRECTORIES = new Set(['shared', 'taskowned', 'dstl']);
/**
 * Goes through a directory level by level: one listing for each directory that is not told by its name,
 * none for `chk-N`, `savepoint-…`, `shared/`, `taskowned/` and `dstl/`.
 *
 * @throws SearchError where there are more directories than a search should go through; StorageError where
 * the store fails
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
                next.push(...(await this.#visit(step, both)));
            });
            steps = next;
        }
    }
    result() {
        const newestFirst = (a, b) => {
            const difference = (b.checkpointId ?? 0n) - (a.checkpointId ?? 0n);
            return difference > 0n ? 1 : difference < 0n ? -1 : 0;
        };
        return {
            jobs: [...this.#jobs.values()].map((all) => all.sort(newestFirst)),
            savepoints: this.#savepoints,
        };
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
        if (files > 0 && (below.length === 0 || (0,flink_names/* isCheckpointName */.iI)((0,location_location/* nameOf */.Vb)(directory))))
            this.#add(candidateOf(directory, 'none'));
        return this.#sort(below, level);
    }
    #sort(directories, level) {
        const steps = [];
        for (const directory of directories) {
            const name = (0,location_location/* nameOf */.Vb)(directory);
            if ((0,flink_names/* isCheckpointName */.iI)(name) || SAVEPOINT.test(name))
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
        return !(0,flink_names/* isJobName */.vG)(name) || (kind !== 'savepoint' && (jobId === undefined || name === jobId));
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
        return new request/* SearchError */.F(`${(0,location_location/* displayLocation */.S5)(this.#request.directory)} has more than ${MOST_DIRECTORIES.toLocaleString('en')} directories on its first levels: `
            + 'name the directory of the savepoints, of the checkpoints, or of one job');
    }
}
/**
 * Flink names a savepoint after the first six digits of its job: `savepoint-<6 digits>-<12 random ones>`.
 */
function isSavepointOf(name, jobId) {
    return jobId === undefined || name.startsWith(`savepoint-${jobId.slice(0, 6)}-`);
}
function candidateOf(directory, metadata) {
    const number = (0,flink_names/* checkpointNumber */.K5)((0,location_location/* nameOf */.Vb)(directory));
    const known = metadata === undefined ? {} : { metadata };
    if (number === undefined)
        return { directory, kind: 'savepoint', ...known };
    return {
        directory,
        kind: 'checkpoint',
        job: directory.path.split('/').at(-2) ?? '',
        checkpointId: number,
        ...known,
    };
}
/** What the store says of a candidate's `_metadata`. */
async function lookAt(store, candidate, signal) {
    if (candidate.metadata !== undefined)
        return candidate.metadata;
    return (await store.stat((0,location_location/* resolveWithin */.s5)(candidate.directory, read_snapshot/* METADATA_NAME */.ce), { signal })) ?? 'none';
}

;// CONCATENATED MODULE: ./build/commands/find/find.js











/**
 * Finds the newest complete snapshot: by checkpoint number within a job, by the time of `_metadata` across
 * jobs and savepoints. What vanishes between listing and reading, cannot be read, or lacks files where they
 * are asked for, gives way to the next older one. Reads only.
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
        oneSided: true,
        onWarning: warn,
        tuning: context.tuning,
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
        const queues = [...jobs, ...savepoints.map((one) => [one])].map((rest) => ({
            rest: [...rest],
            seen: [],
        }));
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
            if (seen.metadata === 'none' && (await this.#wasRelocated(candidate, signal)))
                continue;
            this.#all.push(seen);
            if (seen.metadata !== 'none')
                queue.seen.push(seen);
            looked++;
        }
    }
    /** Where `delete-source` left its receipt nothing is unfinished, and nothing is to be found. */
    async #wasRelocated({ directory }, signal) {
        return (await this.#store.stat((0,location_location/* resolveWithin */.s5)(directory, internal_names/* RECEIPT */.T6), { signal })) !== undefined;
    }
    /**
     * The first of the queues' heads that holds what was asked for, the one with the latest `_metadata`
     * first.
     */
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
    /** Reads a snapshot. @returns why a job cannot be restored from it, `undefined` where it can */
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
        const { checked, notChecked, problems } = await (0,check_files/* checkFiles */.gw)(this.#store, directory, snapshot, this.#signal);
        const [first] = problems;
        if (first !== undefined) {
            return `${problems.length} of ${(0,quantities/* countOf */.pq)(checked, 'file')} cannot be used, such as ${(0,check_files/* problemText */.fI)(first)}`;
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
            ...(0,kind/* kindAndFormatOf */.y)(snapshot, candidate.directory),
            metadataVersion: snapshot.version,
            checkpointId: String(snapshot.checkpointId),
            claimMode,
            ...(modifiedAt && {
                modified: modifiedAt.toISOString(),
                ageMs: Math.max(0, this.#nowMs - modifiedAt.getTime()),
            }),
            stateBytes: snapshot.operators.reduce((sum, { stateBytes }) => sum + stateBytes, 0),
        };
    }
    #refuseOld({ path, modified, ageMs }) {
        const { maxAgeMs } = this.#request;
        if (maxAgeMs === undefined || (ageMs !== undefined && ageMs <= maxAgeMs))
            return;
        const age = ageMs === undefined ? 'of an unknown time' : `${(0,quantities/* formatDuration */.a3)(ageMs)} old (written ${modified ?? ''})`;
        throw new request/* SearchError */.F(`the newest complete snapshot ${path} is ${age}, more than the ${(0,quantities/* formatDuration */.a3)(maxAgeMs)} of max-age: `
            + 'look whether the job still takes snapshots, or allow an older one', this.#details());
    }
    #nothing() {
        const { directory, kind, jobId } = this.#request;
        const place = (0,location_location/* displayLocation */.S5)(directory);
        const wanted = `${kind === 'any' ? 'snapshot' : kind}${jobId === undefined ? '' : ` of the job ${jobId}`}`;
        if (this.#all.length === 0) {
            return new request/* SearchError */.F(`no ${wanted} is in ${place}: check the directory (bucket, path and spelling); it is one of savepoints, of chk-N, or of jobs`);
        }
        return new request/* SearchError */.F(`no ${wanted} in ${place} is complete (examined: ${this.#all.length}): `
            + 'take a savepoint, or look into another directory', this.#details());
    }
    #details() {
        return (0,quantities/* shorten */.ml)(this.#listing().map((one) => {
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
        job,
        checkpointId: id?.toString(),
        modified: info?.modifiedAt?.toISOString(),
        metadataBytes: info?.sizeBytes,
        state: stateOf(seen),
        problem,
        notChecked: notChecked > 0 ? notChecked : undefined,
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
    return metadata === 'none' ? -1 : (metadata.modifiedAt?.getTime() ?? 0);
}


/***/ }),

/***/ 2053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ claimModeOf)
/* harmony export */ });
/**
 * The mode in which a job restores from the relocated snapshot and goes on. CLAIM where changelog handles
 * occur (codes 8 and 14): with NO_CLAIM, Flink's default, such a job restores and fails at its first
 * checkpoint. `undefined` for metadata version 2, whose readers (up to 1.14) know no such option.
 */
function claimModeOf(snapshot) {
    if (snapshot.version === 2)
        return undefined;
    return snapshot.hasChangelog ? 'CLAIM' : 'NO_CLAIM';
}


/***/ }),

/***/ 5193:
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
    return (name.startsWith(FORMER_METADATA) || name === DELETING_METADATA || name === RECEIPT || isProbeName(name));
}


/***/ }),

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


/***/ })

};
