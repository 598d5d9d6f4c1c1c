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
/* harmony import */ var _relocation_survey_survey_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5763);



/**
 * Asks the store for every file that a handle names, with as few requests as a listing or single looks allow.
 *
 * @throws StorageError where the store fails.
 */
async function checkFiles(store, directory, references, signal) {
    const { wanted, notChecked } = wantedFiles(directory, references);
    const seen = await (0,_relocation_survey_survey_js__WEBPACK_IMPORTED_MODULE_2__/* .survey */ .Fr)(store, wanted.map(({ location }) => location), signal);
    const problems = wanted.flatMap((file) => problemOf(file, seen.get(file.location)) ?? []);
    return { checked: wanted.length, notChecked, problems };
}
function wantedFiles(directory, references) {
    const wanted = new Map();
    const elsewhere = new Set();
    const mayLook = within(directory);
    for (const reference of references) {
        if (reference.kind === 'directory')
            continue;
        const { path, sizeIs, sizeBytes } = reference;
        const location = locate(directory, reference);
        if (location === undefined || !mayLook(location)) {
            elsewhere.add(path);
            continue;
        }
        const key = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .identityOf */ .cu)(location);
        const known = wanted.get(key);
        if (known === undefined)
            wanted.set(key, { path, location, sizeIs, sizeBytes });
        else if (sizeIs === 'exact' || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)) {
            known.sizeIs = sizeIs;
            known.sizeBytes = sizeBytes;
        }
    }
    return { wanted: [...wanted.values()], notChecked: elsewhere.size };
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
/** In S3 the bucket that the user named, of a local file system the snapshot's directory or the job's. */
function within(directory) {
    if (directory.scheme !== 'file')
        return (location) => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, { ...directory, path: '/' });
    const home = /^chk-\d+$/.test((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory)) ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(directory) ?? directory : directory;
    return (location) => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, home);
}
function problemOf({ path, sizeIs, sizeBytes }, found) {
    const expected = sizeIs === 'unknown' ? {} : { expectedBytes: sizeBytes };
    if (found === undefined)
        return { path, problem: 'missing', ...expected };
    const foundBytes = found.sizeBytes;
    const fits = sizeIs === 'unknown' || (sizeIs === 'exact' ? foundBytes === sizeBytes : foundBytes >= sizeBytes);
    if (!fits)
        return { path, problem: 'wrong-size', ...expected, foundBytes };
    return (0,_relocation_copying_presence_js__WEBPACK_IMPORTED_MODULE_1__/* .isArchived */ .F$)(found) ? { path, problem: 'archived', ...expected, foundBytes } : undefined;
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
// EXTERNAL MODULE: ./build/inspection/read-snapshot.js
var read_snapshot = __webpack_require__(68);
// EXTERNAL MODULE: ./build/location/location.js
var location_location = __webpack_require__(1875);
// EXTERNAL MODULE: ./build/relocation/claim-mode.js
var claim_mode = __webpack_require__(5603);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __webpack_require__(7842);
// EXTERNAL MODULE: ./build/relocation/relocation-error.js
var relocation_error = __webpack_require__(5410);
// EXTERNAL MODULE: ./build/storage/open-store.js + 5 modules
var open_store = __webpack_require__(7228);
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
            this.#all.push(seen);
            if (seen.metadata !== 'none')
                queue.seen.push(seen);
            looked++;
        }
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
        return this.#request.complete === 'files' ? await this.#missing(seen.read) : undefined;
    }
    async #missing({ directory, snapshot }) {
        const { checked, notChecked, problems } = await (0,check_files/* checkFiles */.g)(this.#store, directory, snapshot.references, this.#signal);
        const [first] = problems;
        if (first !== undefined) {
            return `${problems.length} of ${(0,quantities/* countOf */.pq)(checked, 'file')} missing or of the wrong size, such as ${first.path} (${first.problem})`;
        }
        if (notChecked > 0) {
            this.#warn(`${(0,location_location/* displayLocation */.S5)(directory)} names ${(0,quantities/* countOf */.pq)(notChecked, 'file')} in other places, which were not looked for`);
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
function listedOf({ candidate, metadata, problem, read }) {
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
        state: info === undefined ? 'unfinished' : problem !== undefined ? 'skipped' : read === undefined ? 'unread' : 'complete',
        ...(problem !== undefined && { problem }),
    };
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
