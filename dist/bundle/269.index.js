export const id = 269;
export const ids = [269];
export const modules = {

/***/ 316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _4: () => (/* binding */ InvalidCertificates),
/* harmony export */   _R: () => (/* binding */ nodesCertificates),
/* harmony export */   jZ: () => (/* binding */ readCertificates),
/* harmony export */   u1: () => (/* binding */ readCertificateFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);



/** Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed. */
function nodesTls() {
    return process.getBuiltinModule('node:tls');
}
/**
 * The certificates that Node trusts by itself, in PEM, those of `NODE_EXTRA_CA_CERTS` among them: a list of
 * one's own would switch them off.
 *
 * @param complete Node's own complete list, where it has one.
 */
function nodesCertificates(env = process.env, complete = nodesTls().getCACertificates ?? 'none') {
    if (complete !== 'none')
        return complete('default');
    const extra = env['NODE_EXTRA_CA_CERTS'];
    if (extra === undefined || extra === '')
        return nodesTls().rootCertificates;
    try {
        return [...nodesTls().rootCertificates, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(extra, 'utf8')];
    }
    catch {
        // Node itself has warned at its start that the file cannot be read, and goes on without it.
        return nodesTls().rootCertificates;
    }
}
const BEGIN = '-----BEGIN CERTIFICATE-----';
/** What a setting names as certificates cannot be used. The message is a sentence for people. */
class InvalidCertificates extends Error {
    name = 'InvalidCertificates';
}
/**
 * The certificates that a setting names, which is a PEM file or the text of one.
 *
 * @param setting its name, for the sentence
 * @throws InvalidCertificates where the file cannot be read, or nothing in it is a certificate
 */
async function readCertificates(setting, textOrPath) {
    if (textOrPath.includes(BEGIN))
        return checked(setting, textOrPath);
    const subject = inFile(setting, textOrPath);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(textOrPath, 'utf8').catch((cause) => {
        throw new InvalidCertificates(`${subject} cannot be read: give the path of a PEM file, or its text`, {
            cause,
        });
    });
    return checked(subject, text);
}
/**
 * The certificates of a PEM file that a setting names.
 *
 * @param setting its name, for the sentence
 * @throws InvalidCertificates as {@link readCertificates}
 */
function readCertificateFile(setting, path) {
    const subject = inFile(setting, path);
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8');
    }
    catch (cause) {
        throw new InvalidCertificates(`${subject} cannot be read: give the path of a PEM file with the certificate authority, or leave it out`, { cause });
    }
    return checked(subject, text);
}
const inFile = (setting, path) => `${setting} names ${path}, which`;
/** One that Node cannot read is told here; the connection would leave it out without a word. */
function checked(subject, text) {
    try {
        new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(text.slice(text.indexOf(BEGIN)));
    }
    catch (cause) {
        throw new InvalidCertificates(`${subject} holds no PEM certificate: give the certificate authority, with its BEGIN CERTIFICATE line`, { cause });
    }
    return text;
}


/***/ }),

/***/ 2051:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ CollectedBytes)
/* harmony export */ });
/**
 * Bytes that come in pieces, kept in one piece of memory that grows: a million pieces of one byte take no
 * more than a megabyte.
 */
class CollectedBytes {
    #bytes = Buffer.alloc(0);
    #length = 0;
    get byteLength() {
        return this.#length;
    }
    add(chunk) {
        const length = this.#length + chunk.length;
        if (length > this.#bytes.length) {
            // Most answers come in one piece. Small ones share the memory of Node's pool: one of their own would
            // cost more than all else here.
            const grown = Buffer.allocUnsafe(Math.max(length, this.#bytes.length * 2));
            this.#bytes.copy(grown, 0, 0, this.#length);
            this.#bytes = grown;
        }
        this.#bytes.set(chunk, this.#length);
        this.#length = length;
    }
    /** All bytes so far, in memory that the next {@link add} may write to. */
    toBytes() {
        return this.#bytes.subarray(0, this.#length);
    }
    /** As UTF-8, with the replacement character for invalid bytes; a byte order mark stays. */
    toText() {
        return this.#bytes.toString('utf8', 0, this.#length);
    }
}


/***/ }),

/***/ 7770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ fetchAnswer)
/* harmony export */ });
/* harmony import */ var _collected_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2051);
/* harmony import */ var _http_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1762);


/**
 * Sends one request and reads its answer whole.
 *
 * @throws InvalidProxy; what Node says of a connection; HttpError `TOO_LONG` for more than `mostBytes`; the
 * signal's reason
 */
function fetchAnswer(http, origin, request, { mostBytes, signal }) {
    return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const collected = new _collected_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .CollectedBytes */ .$();
        let status = 0;
        let headers = {};
        const settle = () => {
            signal?.removeEventListener('abort', giveUp);
        };
        const fail = (error) => {
            settle();
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal is passed on as it is
            reject(error);
        };
        const giveUp = () => {
            running.abort();
            fail(signal?.reason);
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        const running = http.send(origin, request, {
            onSent: () => undefined,
            onHead: (...head) => {
                ;
                [status, headers] = head;
            },
            onData: (piece) => {
                if (collected.byteLength + piece.length <= mostBytes)
                    collected.add(piece);
                else {
                    running.abort();
                    fail(new _http_error_js__WEBPACK_IMPORTED_MODULE_0__/* .HttpError */ .j$(`an answer of more than ${mostBytes} bytes`, 'TOO_LONG'));
                }
                return true;
            },
            onEnd: () => {
                settle();
                resolve({ status, headers, bytes: collected.toBytes() });
            },
            onError: fail,
        });
    });
}


/***/ }),

/***/ 3587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ HttpClient)
});

// EXTERNAL MODULE: ./build/platform/proxy.js + 1 modules
var platform_proxy = __webpack_require__(4312);
;// CONCATENATED MODULE: ./build/platform/http/connections.js
/**
 * The connections to one place: as many as there are requests at once. A request gets the one that was used
 * last, which is the least likely to have died meanwhile.
 */
class Connections {
    #open;
    #all = new Set();
    #idle = [];
    #retired = false;
    #onGone;
    constructor(open) {
        this.#open = open;
    }
    take() {
        const idle = this.#idle.pop();
        if (idle !== undefined)
            return idle;
        const opened = this.#open();
        this.#all.add(opened);
        return opened;
    }
    /** The exchange over it is over. @param whole whether its answer came to its end */
    giveBack(connection, whole) {
        if (whole && !this.#retired)
            this.#idle.push(connection);
        else
            this.#end(connection);
    }
    /**
     * Those that are idle are closed, the others when they are given back.
     *
     * @param onGone called once, when the last one is closed; at once where none is under way.
     */
    retire(onGone) {
        this.#retired = true;
        for (const connection of this.#idle.splice(0))
            this.#end(connection);
        if (this.#all.size === 0)
            onGone();
        else
            this.#onGone = onGone;
    }
    /** Closes all; exchanges that are under way fail. */
    destroy(reason) {
        this.#retired = true;
        for (const { client } of this.#all)
            void client.destroy(reason);
    }
    #end(connection) {
        this.#all.delete(connection);
        void connection.client.destroy();
        if (this.#all.size === 0)
            this.#onGone?.();
    }
}

// EXTERNAL MODULE: ./build/platform/http/http-error.js
var http_error = __webpack_require__(1762);
;// CONCATENATED MODULE: ./build/platform/http/slices.js
/** What is given to a connection at once: at first, at least, at most. */
const FIRST_BYTES = 128 * 1024;
const LEAST_BYTES = 16 * 1024;
const MOST_BYTES = 512 * 1024;
/**
 * A slice that is taken sooner is followed by one of twice its size, one that takes longer by one of half of
 * it.
 */
const SOON_MS = 250;
const LATE_MS = 2000;
/**
 * A body in slices, to be given to a connection one after the other, each when the one before it was taken.
 * That one was taken is the only sign of life there is of a body on its way: behind a slow line slices are
 * small, so that there are signs enough.
 *
 * @param now milliseconds on any clock that only goes forward.
 */
function* slicesOf(body, now = () => performance.now()) {
    let sizeBytes = FIRST_BYTES;
    for (let at = 0; at < body.length;) {
        const slice = body.subarray(at, at + sizeBytes);
        at += slice.length;
        const given = now();
        yield slice;
        const tookMs = now() - given;
        if (tookMs < SOON_MS)
            sizeBytes = Math.min(MOST_BYTES, sizeBytes * 2);
        else if (tookMs > LATE_MS)
            sizeBytes = Math.max(LEAST_BYTES, sizeBytes / 2);
    }
}

;// CONCATENATED MODULE: ./build/platform/http/exchange.js


/**
 * A body that is given to a connection at once. Larger ones go in slices, between which it is told whether
 * it takes them.
 */
const WHOLE_BYTES = 128 * 1024;
/** One request and its answer. */
class Exchange {
    #request;
    #listener;
    #onStale;
    #connections;
    #connection;
    #controller;
    #reused = false;
    #over = false;
    /**
     * @param onStale told that a connection of these had served before, and was dead when this request came
     */
    constructor(request, listener, onStale) {
        this.#request = request;
        this.#listener = listener;
        this.#onStale = onStale;
    }
    /** @throws what undici says of a request that cannot be sent */
    dispatch(connections, pathPrefix, more) {
        if (this.#over)
            return;
        const { method, path, headers, body } = this.#request;
        this.#connections = connections;
        this.#connection = connections.take();
        this.#connection.client.dispatch({
            method,
            path: pathPrefix + path,
            headers: more === undefined ? headers : { ...headers, ...more },
            // What undici's types do not know and its documentation does: a body may be iterated over.
            body: (body === undefined || (body instanceof Uint8Array && body.length <= WHOLE_BYTES)
                ? (body ?? null)
                : this.#slices(body)),
        }, this);
    }
    abort() {
        this.#over = true;
        // What the system has taken of a body would still be sent, and hold up what is sent in its place.
        if (this.#request.body !== undefined)
            this.#connection?.expected.plain?.resetAndDestroy();
        this.#controller?.abort(new Error('it is not wanted any more'));
    }
    resume() {
        this.#controller?.resume();
    }
    fail(error) {
        this.#giveBack(false);
        if (this.#over)
            return;
        this.#over = true;
        if (this.#reused && this.#connections !== undefined)
            this.#onStale(this.#connections);
        this.#listener.onError((0,http_error/* inNodesWords */.Ok)(error), this.#reused);
    }
    onRequestStart(controller) {
        this.#controller = controller;
        const expected = this.#connection?.expected;
        this.#reused = expected?.served === true;
        if (expected !== undefined)
            expected.head = true;
        if (this.#over)
            controller.abort(new Error('it is not wanted any more'));
    }
    onResponseStart(_, status, headers) {
        this.#reused = false;
        if (status < 200 || this.#over)
            return;
        for (const name in headers) {
            const value = headers[name];
            if (typeof value === 'object')
                headers[name] = value.join(', ');
        }
        const joined = headers;
        if (this.#request.method !== 'HEAD' && this.#connection !== undefined)
            this.#connection.expected.bodyBytes = Number(joined['content-length'] ?? 0);
        this.#listener.onHead(status, joined);
    }
    onResponseData(controller, piece) {
        if (this.#connection !== undefined)
            this.#connection.expected.bodyBytes -= piece.length;
        if (!this.#over && !this.#listener.onData(piece))
            controller.pause();
    }
    onResponseEnd() {
        this.#giveBack(true);
        if (this.#over)
            return;
        this.#over = true;
        this.#listener.onEnd();
    }
    onResponseError(_, error) {
        this.fail(error);
    }
    #giveBack(whole) {
        const connection = this.#connection;
        if (connection === undefined)
            return;
        this.#connection = undefined;
        Object.assign(connection.expected, { bodyBytes: 0, head: false });
        connection.expected.served ||= whole;
        this.#connections?.giveBack(connection, whole);
    }
    async *#slices(body) {
        for await (const slice of body instanceof Uint8Array ? slicesOf(body) : body) {
            yield slice;
            // The connection asks for more when it has room again.
            if (!this.#over)
                this.#listener.onSent();
        }
    }
}

// EXTERNAL MODULE: ./build/platform/http/proxy-fault.js
var proxy_fault = __webpack_require__(5426);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/platform/http/interim.js
const CONTINUE = 'HTTP/1.1 100';
const HEAD_END = '\r\n\r\n';
/** Nobody says "go on" at such length. */
const interim_MOST_BYTES = 16 * 1024;
/**
 * Has a socket pass over each "100 Continue" that comes before an answer. Nobody here asks for one, but
 * servers and proxies may send it all the same (RFC 9110, 15.2), and undici takes it for a broken answer.
 */
function passOverContinue(socket, expected) {
    const push = socket.push.bind(socket);
    let held;
    const settle = (chunk) => {
        const begun = chunk.toString('latin1', 0, CONTINUE.length);
        const isContinue = begun === CONTINUE || (begun.length < CONTINUE.length && CONTINUE.startsWith(begun));
        const end = isContinue && begun === CONTINUE ? chunk.indexOf(HEAD_END) : -1;
        held = undefined;
        if (end !== -1) {
            const rest = chunk.subarray(end + HEAD_END.length);
            return rest.length === 0 || settle(rest);
        }
        if (isContinue && chunk.length < interim_MOST_BYTES) {
            // Its memory may be used again by the next read.
            held = Buffer.from(chunk);
            return true;
        }
        expected.head = false;
        return push(chunk);
    };
    socket.push = (chunk, ...more) => {
        if (!expected.head)
            return push(chunk, ...more);
        if (chunk !== null)
            return settle(held === undefined ? chunk : Buffer.concat([held, chunk]));
        if (held !== undefined)
            push(held);
        return push(null);
    };
}

;// CONCATENATED MODULE: ./build/platform/http/lent-reads.js
/**
 * Turns off that all connections read into one buffer, and has Node make a new one for each read. Nothing
 * else depends on it: it is for whoever suspects the buffer of a fault.
 */
const LENDING = true;
/**
 * Into this all connections read: fresh memory for each 64 KiB, and its collection, cost as much time as
 * all the rest of reading.
 */
const BUFFER = Buffer.allocUnsafeSlow(256 * 1024);
/**
 * The option of a socket that has it read into the shared buffer. What is read goes the usual way, as if
 * the socket had read it: lent, if it is nothing but body, else as a copy. Nothing of the buffer is left in
 * the socket when the next read begins.
 */
function lentReads(socket, expected) {
    return {
        buffer: BUFFER,
        callback: (length) => {
            const reader = socket();
            const bytes = BUFFER.subarray(0, length);
            const lent = length <= expected.bodyBytes && reader.readableLength === 0;
            reader.push(lent ? bytes : Buffer.from(bytes));
            if (lent) {
                reader.emit('readable');
                copyWhatIsLeft(reader);
            }
            return reader.readableLength < reader.readableHighWaterMark;
        },
    };
}
/** Whoever reads may have asked to wait. */
function copyWhatIsLeft(reader) {
    if (reader.readableLength === 0)
        return;
    const left = reader.read();
    if (left instanceof Uint8Array)
        reader.push(Buffer.from(left));
}

;// CONCATENATED MODULE: ./build/platform/http/sockets.js




const CONNECT_TIMEOUT_MS = 10_000;
/** TCP's own probes, from so long a silence on; shorter than what firewalls forget a connection after. */
const PROBE_AFTER_MS = 60_000;
/** The target of a URL's origin. */
function targetOf({ hostname, port, protocol }) {
    const secure = protocol === 'https:';
    const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    return { hostname: bare, port: port === '' ? (secure ? 443 : 80) : Number(port), secure };
}
/** Opens a socket, over TLS where the target is secure. */
function openSocket(target, trust, { expected, over }) {
    const reads = LENDING && over === undefined ? { onread: lentReads(() => socket, expected) } : {};
    const socket = target.secure
        ? openTls(target, trust, reads, over)
        : (0,external_node_net_.connect)({ host: target.hostname, port: target.port, ...reads });
    passOverContinue(socket, expected);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, PROBE_AFTER_MS);
    return socket;
}
function openTls({ hostname, port }, trust, reads, over) {
    const { connect } = process.getBuiltinModule('node:tls');
    const host = `${hostname}:${port}`;
    const session = trust.sessionWith(host);
    const socket = connect({
        host: hostname,
        port,
        // Node's types do not know that sockets over TLS can be read so too.
        ...reads,
        ALPNProtocols: ['http/1.1'],
        servername: (0,external_node_net_.isIP)(hostname) === 0 ? hostname : undefined,
        secureContext: trust.context,
        session,
        socket: over,
    });
    socket.on('session', (fresh) => {
        trust.keepSession(host, fresh);
    });
    return socket;
}
/** The socket when it is connected. @throws what Node says; HttpError `ETIMEDOUT` after ten seconds */
function connected(socket, secure) {
    return new Promise((resolve, reject) => {
        const event = secure ? 'secureConnect' : 'connect';
        const settle = () => {
            clearTimeout(limit);
            socket.removeListener('error', failed);
            socket.removeListener('close', closed);
            socket.removeListener(event, ready);
        };
        const failed = (reason) => {
            settle();
            socket.destroy();
            reject(reason);
        };
        const ready = () => {
            settle();
            resolve(socket);
        };
        const closed = () => {
            failed(new http_error/* HttpError */.j$('the connection was closed while it was made', 'ECONNRESET'));
        };
        const limit = setTimeout(() => {
            failed(new http_error/* HttpError */.j$('no connection was made in time', 'ETIMEDOUT'));
        }, CONNECT_TIMEOUT_MS);
        // Errors that come when nobody listens must not end the process.
        socket.on('error', () => undefined);
        socket.once('error', failed);
        socket.once('close', closed);
        socket.once(event, ready);
    });
}

;// CONCATENATED MODULE: ./build/platform/http/tunnel.js


/**
 * Asks for a tunnel, by what undici's clients do of themselves: `client.connect` comes with the whole of
 * its index only.
 *
 * @param name host and port. @throws what broke the connection
 */
function askForTunnel(client, name, headers) {
    return new Promise((resolve, reject) => {
        client.dispatch({ method: 'CONNECT', path: name, headers: { host: name, ...headers } }, {
            onRequestStart: () => undefined,
            onRequestUpgrade: (_, status, answered, socket) => {
                const offers = answered['proxy-authenticate'];
                if (socket instanceof external_node_net_.Socket)
                    resolve({ status, offers: Array.isArray(offers) ? offers.join(', ') : offers, socket });
                else
                    reject(new http_error/* HttpError */.j$('the tunnel is no socket', 'ECONNRESET'));
            },
            onResponseStart: () => undefined,
            onResponseData: () => undefined,
            onResponseEnd: () => undefined,
            onResponseError: (_, error) => {
                reject(error);
            },
        });
    });
}

;// CONCATENATED MODULE: ./build/platform/http/http-client.js







/** Longer than the pauses of a run; a server that closes earlier usually says so, and is listened to. */
const KEEP_ALIVE_MS = 10_000;
/** A server may close a connection at its very limit, while a request is on its way. */
const MARGIN_MS = 1000;
const TUNNEL_TIMEOUT_MS = 10_000;
/**
 * HTTP/1.1 by undici, over kept-alive connections, direct or through the proxy that the environment names.
 * Neither the number of connections nor times are limited here but for connecting and for keeping idle
 * ones: callers limit their requests and watch their silence, and a limit in two places can deadlock.
 */
class HttpClient {
    #options;
    #routes = new Map();
    /** Whose connections were found dead, while something is under way over them still. */
    #retired = new Set();
    /** Sockets that undici does not know of yet. */
    #opening = new Set();
    /** Connections on which a proxy is asked for a tunnel. */
    #asking = new Set();
    #undici;
    #closed = false;
    constructor(options) {
        this.#options = options;
    }
    /**
     * Sends one request. What comes of it is told to the listener, faults too, except those of the proxy
     * variables.
     *
     * @throws InvalidProxy
     */
    send(origin, request, listener) {
        const exchange = new Exchange(request, listener, (connections) => {
            this.#retire(origin, connections);
        });
        if (this.#undici !== undefined)
            this.#dispatch(this.#undici, origin, exchange);
        else {
            (0,platform_proxy/* proxyFor */.iJ)(origin, this.#options.subject);
            // It takes longer to load than a small snapshot takes to move: not before something is sent.
            __webpack_require__.e(/* import() */ 723).then(__webpack_require__.t.bind(__webpack_require__, 7723, 19)).then((undici) => {
                this.#undici = undici;
                this.#dispatch(undici, origin, exchange);
            }, (error) => {
                exchange.fail(error);
            });
        }
        return exchange;
    }
    /** Closes all connections; exchanges that are under way fail. */
    close() {
        this.#closed = true;
        for (const socket of this.#opening)
            socket.destroy();
        const reason = new http_error/* HttpError */.j$('the client was closed', 'CLOSED');
        for (const { connections } of this.#routes.values())
            connections.destroy(reason);
        for (const connections of this.#retired)
            connections.destroy(reason);
        for (const client of this.#asking)
            void client.destroy(reason);
    }
    #dispatch(undici, origin, exchange) {
        try {
            if (this.#closed)
                throw new http_error/* HttpError */.j$('the client was closed', 'CLOSED');
            const { connections, pathPrefix, headers } = this.#routeTo(undici, origin);
            exchange.dispatch(connections, pathPrefix, headers);
        }
        catch (error) {
            exchange.fail(error);
        }
    }
    /**
     * The server was away, or its proxy: others that were idle meanwhile are as dead, and who tries again
     * gets a fresh connection.
     */
    #retire(origin, connections) {
        // Others of the same may have told of it before, and fresh connections stand in its place.
        if (this.#closed || this.#routes.get(origin)?.connections !== connections)
            return;
        this.#routes.delete(origin);
        this.#retired.add(connections);
        connections.retire(() => {
            this.#retired.delete(connections);
        });
    }
    #routeTo(undici, origin) {
        let route = this.#routes.get(origin);
        if (route === undefined) {
            route = this.#findRoute(undici, new URL(origin));
            this.#routes.set(origin, route);
        }
        return route;
    }
    #findRoute(undici, origin) {
        const proxy = (0,platform_proxy/* proxyFor */.iJ)(origin.href, this.#options.subject);
        const target = targetOf(origin);
        if (proxy === undefined) {
            const open = (expected) => this.#open(target, { expected });
            return { connections: connectionsTo(undici, origin, open), pathPrefix: '' };
        }
        const authorization = (0,platform_proxy/* proxyAuthorization */.YB)(proxy.url);
        const headers = authorization === undefined ? {} : { 'proxy-authorization': authorization };
        if (!target.secure) {
            const open = (expected) => this.#openTo(proxy, target, { expected });
            return { connections: connectionsTo(undici, proxy.url, open), pathPrefix: origin.origin, headers };
        }
        const open = async (expected) => this.#open(target, { expected, over: await this.#tunnel(undici, proxy, headers, target) });
        return { connections: connectionsTo(undici, origin, open), pathPrefix: '' };
    }
    async #open(target, options) {
        if (this.#closed)
            throw new http_error/* HttpError */.j$('the client was closed', 'CLOSED');
        const socket = openSocket(target, this.#options.trust, options);
        this.#opening.add(socket);
        options.expected.plain = target.secure ? undefined : socket;
        try {
            return await connected(socket, target.secure);
        }
        finally {
            this.#opening.delete(socket);
        }
    }
    /** Opens a socket to a proxy. @throws ProxyFault */
    async #openTo(proxy, to, options) {
        try {
            return await this.#open(targetOf(proxy.url), options);
        }
        catch (error) {
            throw this.#closed ? error : (0,proxy_fault/* unreachableProxy */.jc)(error, proxy, to);
        }
    }
    /** Asks a proxy for a way through to a target. @throws ProxyFault */
    async #tunnel(undici, proxy, headers, to) {
        const { client } = newConnection(undici, proxy.url, { headersTimeout: TUNNEL_TIMEOUT_MS }, (expected) => this.#openTo(proxy, to, { expected }));
        this.#asking.add(client);
        const { status, offers, socket } = await askForTunnel(client, (0,proxy_fault/* authorityOf */.vO)(to.hostname, to.port), headers)
            .catch((error) => {
            throw this.#closed || error instanceof proxy_fault/* ProxyFault */.dg
                ? error
                : (0,proxy_fault/* unreachableProxy */.jc)((0,http_error/* inNodesWords */.Ok)(error), proxy, to);
        })
            .finally(() => {
            this.#asking.delete(client);
        });
        if (status === 200)
            return socket;
        socket.on('error', () => undefined).destroy();
        throw (0,proxy_fault/* refusedTunnel */.$N)(status, offers, proxy, to);
    }
}
function connectionsTo(undici, origin, open) {
    const options = {
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveTimeout: KEEP_ALIVE_MS,
        keepAliveMaxTimeout: KEEP_ALIVE_MS,
        keepAliveTimeoutThreshold: MARGIN_MS,
        maxHeaderSize: http_error/* MOST_HEADER_BYTES */.mb,
    };
    return new Connections(() => newConnection(undici, origin, options, open));
}
function newConnection(undici, { origin }, options, open) {
    const expected = { bodyBytes: 0, head: false, served: false };
    const client = new undici.Client(origin, {
        ...options,
        connect: (_, callback) => {
            Object.assign(expected, { bodyBytes: 0, head: false, served: false });
            open(expected).then((socket) => {
                callback(null, socket);
            }, (error) => {
                // Of a fault with a code of undici's own it would try again, without end.
                callback((0,http_error/* inNodesWords */.Ok)(error), null);
            });
        },
    });
    return { client, expected };
}


/***/ }),

/***/ 1762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ok: () => (/* binding */ inNodesWords),
/* harmony export */   j$: () => (/* binding */ HttpError),
/* harmony export */   mb: () => (/* binding */ MOST_HEADER_BYTES)
/* harmony export */ });
/**
 * What breaks an exchange before it is whole; codes are Node's, so that one list of sentences serves all
 * ways to HTTP.
 */
class HttpError extends Error {
    code;
    constructor(message, code, options) {
        super(message, options);
        this.code = code;
    }
}
/** No server of S3's or Flink's comes near it. */
const MOST_HEADER_BYTES = 64 * 1024;
/** What Node would call undici's own faults. */
const NODES_CODE = {
    UND_ERR_SOCKET: 'ECONNRESET',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ECONNRESET',
    UND_ERR_INFO: 'ECONNRESET',
    UND_ERR_HEADERS_TIMEOUT: 'ETIMEDOUT',
    UND_ERR_INVALID_ARG: 'ERR_INVALID_CHAR',
};
/** A fault of undici's under the code that Node has for it, any other as it is. */
function inNodesWords(error) {
    if (!(error instanceof Error) || !('code' in error))
        return error;
    // Its parser's faults are to have Node's codes, but come without; what ends too early is no less of HTTP
    // for that.
    if (error.name === 'HTTPParserError') {
        return new HttpError(error.message, error.message.includes('EOF') ? 'ECONNRESET' : 'HPE_INVALID', {
            cause: error,
        });
    }
    if (error.code === 'UND_ERR_HEADERS_OVERFLOW') {
        const message = `the headers of an answer have more than ${MOST_HEADER_BYTES / 1024} KiB: see which server or proxy adds to them`;
        return new HttpError(message, 'LONG_HEADERS', { cause: error });
    }
    const code = NODES_CODE[String(error.code)];
    return code === undefined ? error : new HttpError(error.message, code, { cause: error });
}


/***/ }),

/***/ 5426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ refusedTunnel),
/* harmony export */   TL: () => (/* binding */ wantsLogin),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   dg: () => (/* binding */ ProxyFault),
/* harmony export */   jc: () => (/* binding */ unreachableProxy),
/* harmony export */   vO: () => (/* binding */ authorityOf)
/* harmony export */ });
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4312);
/* harmony import */ var _http_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1762);


/**
 * A proxy that cannot be reached, or does not let through. The message says which, by the variable that
 * names it, and what to do.
 */
class ProxyFault extends _http_error_js__WEBPACK_IMPORTED_MODULE_1__/* .HttpError */ .j$ {
}
/** The fault of a connection to a proxy, with the code that it has of Node. */
function unreachableProxy(error, proxy, to) {
    const { code, message } = error;
    const known = typeof code === 'string' ? code : 'ECONNRESET';
    return new ProxyFault(`${whatBroke(known, String(message), proxy)}, or ${around(to)}`, known, {
        cause: error,
    });
}
function whatBroke(code, message, proxy) {
    const named = nameOf(proxy);
    const { variable } = proxy;
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
        return `the name of ${named} cannot be resolved: correct ${variable}`;
    if (code === 'ECONNREFUSED')
        return `nothing listens at ${named}: correct ${variable}`;
    if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(code) || /wrong version number/i.test(message))
        return `${named} does not speak TLS: write ${variable} with http://`;
    if (code === 'ETIMEDOUT')
        return `${named} does not answer in time: see whether it is up, correct ${variable}`;
    return `the connection to ${named} fails (${message}): see whether it is up, correct ${variable}`;
}
/** The fault of a proxy that was asked for a tunnel and does not give one. */
function refusedTunnel(status, offers, proxy, to) {
    const words = status === 407 ? wantsLogin(proxy, offers) : `${nameOf(proxy)} ${whyNot(status, nameOfTarget(to))}`;
    return new ProxyFault(`${words}, or ${around(to)}`, 'PROXY_REFUSED');
}
function whyNot(status, target) {
    const answered = `it answered CONNECT with ${status}`;
    if (status === 403 || status === 405 || status === 501)
        return `allows no tunnel to ${target} (${answered}): have that host and port allowed there`;
    if (status >= 500)
        return `does not reach ${target} (${answered}): check that name and port, and what the proxy can reach`;
    return `gives no tunnel to ${target} (${answered}): see whether it is an HTTP proxy`;
}
/**
 * What to do about a proxy that answers 407.
 *
 * @param offers its header `proxy-authenticate`.
 */
function wantsLogin(proxy, offers) {
    const { url, variable } = proxy;
    if (offers !== undefined && !/\bbasic\b/i.test(offers)) {
        const schemes = offers.match(/(?<=^|, ?)[A-Za-z]+(?=[ ,]|$)/g)?.join(', ') ?? offers;
        return `${nameOf(proxy)} wants a login by ${schemes}, and only Basic can be sent: have it let this machine through`;
    }
    return (0,_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyAuthorization */ .YB)(url) === undefined
        ? `${nameOf(proxy)} wants a user and a password: write ${variable} as ${url.protocol}//user:password@${url.host}, `
            + 'what is not a letter or digit percent-encoded'
        : `${nameOf(proxy)} does not accept the user and password in ${variable}: correct them, what is not a letter or `
            + 'digit percent-encoded';
}
/** The proxy as a person knows it; not its password. */
function nameOf({ url, variable }) {
    return `the proxy ${url.protocol}//${url.host} of ${variable}`;
}
function around({ hostname }) {
    return `name ${hostname} in NO_PROXY`;
}
function nameOfTarget({ hostname, port }) {
    return authorityOf(hostname, port);
}
/** Host and port as `CONNECT` wants them. */
function authorityOf(hostname, port) {
    return `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
}


/***/ }),

/***/ 7997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ Trust)
/* harmony export */ });
/**
 * What connections share over TLS. To read the trusted certificates takes milliseconds, of each connection
 * anew if it is left to Node; and with the session of an earlier one, a connection saves half of its
 * handshake.
 */
class Trust {
    #ca;
    #sessions = new Map();
    #context;
    /** @param ca certificates to trust instead of Node's own, in PEM. */
    constructor(ca) {
        this.#ca = ca;
    }
    get context() {
        // Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed.
        this.#context ??= process
            .getBuiltinModule('node:tls')
            .createSecureContext(this.#ca === undefined ? {} : { ca: [...this.#ca] });
        return this.#context;
    }
    /** The newest session with a host. */
    sessionWith(host) {
        return this.#sessions.get(host);
    }
    keepSession(host, session) {
        this.#sessions.set(host, session);
    }
}


/***/ }),

/***/ 4312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mw: () => (/* binding */ InvalidProxy),
  YB: () => (/* binding */ proxyAuthorization),
  iJ: () => (/* binding */ proxyFor),
  Wm: () => (/* binding */ proxySecrets)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/platform/no-proxy.js

/**
 * Whether a list as `NO_PROXY` holds it names a host, as curl, Go and Python read it: a name stands for
 * itself and what is below it, with or without a dot or `*.` before it; an address for itself, `10.0.0.0/8`
 * for all addresses in it; `*` for everything; a port behind any of them for that port alone. Names are not
 * resolved.
 *
 * @param hostname as a URL has it: in lower case, an IPv6 address in brackets.
 */
function isExempt(hostname, port, list) {
    const host = bare(hostname);
    return list
        .toLowerCase()
        .split(/[,\s]+/)
        .filter((entry) => entry !== '')
        .some((entry) => {
        if (entry === '*')
            return true;
        const { name, onlyPort } = parsed(entry);
        if (onlyPort !== undefined && onlyPort !== port)
            return false;
        return (0,external_node_net_.isIP)(host) === 0 ? isBelow(host, name) : isIn(host, name);
    });
}
/** The port behind a name or an address; the colons of an IPv6 address without brackets are its own. */
function parsed(entry) {
    const [, inBrackets, plain, port] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
    const name = inBrackets ?? plain ?? entry;
    return port === undefined ? { name } : { name, onlyPort: Number(port) };
}
function isBelow(host, name) {
    const suffix = name.replace(/^\*?\.?/, '');
    if (suffix === '')
        return false;
    // "*example.com" was always taken for whatever ends so.
    return host === suffix || host.endsWith(/^\*[^.]/.test(name) ? suffix : `.${suffix}`);
}
function isIn(address, entry) {
    const [network = '', bits] = entry.split('/');
    const family = (0,external_node_net_.isIP)(network) === 6 ? 'ipv6' : 'ipv4';
    const most = family === 'ipv6' ? 128 : 32;
    if ((0,external_node_net_.isIP)(network) === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most)))
        return false;
    const named = new external_node_net_.BlockList();
    named.addSubnet(network, Number(bits ?? most), family);
    return named.check(address, (0,external_node_net_.isIP)(address) === 6 ? 'ipv6' : 'ipv4');
}
function bare(hostname) {
    return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

;// CONCATENATED MODULE: ./build/platform/proxy.js

/** The proxy variables of the environment hold something that names no proxy. */
class InvalidProxy extends Error {
    name = 'InvalidProxy';
}
/**
 * The proxy for a URL after `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case, of
 * which the lower one goes first. Without a scheme it is `http`.
 *
 * @param subject the host that could be named in `NO_PROXY`, for the sentence. @throws InvalidProxy with a
 * sentence for people
 */
function proxyFor(url, subject) {
    const { protocol, hostname, port } = new URL(url);
    const secure = protocol === 'https:';
    const named = variable(secure ? 'https_proxy' : 'http_proxy') ?? variable('all_proxy');
    if (named === undefined)
        return undefined;
    const exempt = variable('no_proxy')?.value ?? '';
    if (isExempt(hostname, port === '' ? (secure ? 443 : 80) : Number(port), exempt))
        return undefined;
    const text = named.value.includes('://') ? named.value : `http://${named.value}`;
    if (/^https?:\/\//i.test(text) && URL.canParse(text))
        return { url: new URL(text), variable: named.name };
    throw new InvalidProxy(`${named.name} does not hold an http:// or https:// URL of a proxy: correct it, or name ${subject} in NO_PROXY`);
}
/** A variable that is set and not empty. */
function variable(lower) {
    for (const name of [lower, lower.toUpperCase()]) {
        const value = process.env[name];
        if (value !== undefined && value !== '')
            return { name, value };
    }
    return undefined;
}
/** The value of `proxy-authorization`; `undefined` for a proxy without user and password in its URL. */
function proxyAuthorization({ username, password }) {
    if (username === '' && password === '')
        return undefined;
    const words = `${decoded(username)}:${decoded(password)}`;
    return `Basic ${Buffer.from(words).toString('base64')}`;
}
const VARIABLES = [
    'http_proxy',
    'https_proxy',
    'all_proxy',
    'npm_config_http_proxy',
    'npm_config_https_proxy',
    'npm_config_proxy',
];
/**
 * The passwords of the proxies that the environment names, as they are written and decoded, and with their
 * users as the header `Proxy-Authorization` carries them before base64.
 */
function proxySecrets(env) {
    const urls = VARIABLES.flatMap((name) => [env[name], env[name.toUpperCase()]]).filter((text) => text?.includes('@') === true);
    return [...new Set(urls)].flatMap((text) => {
        if (text === undefined || !URL.canParse(text))
            return [];
        const { username, password } = new URL(text);
        const [user, secret] = [decoded(username), decoded(password)];
        // The user alone may be any word; beside its password it is part of what is sent.
        return secret === '' ? [] : [`${user}:${secret}`, secret, password];
    });
}
/** A percent sign that begins no escape stands for itself, as with other tools. */
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}


/***/ })

};
