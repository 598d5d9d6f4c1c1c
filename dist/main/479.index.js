export const id = 479;
export const ids = [479];
export const modules = {

/***/ 316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ nodesCertificates)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed. */
function nodesTls() {
    return process.getBuiltinModule('node:tls');
}
/**
 * The certificates that Node trusts by itself, in PEM, those of `NODE_EXTRA_CA_CERTS` among them: a list of one's own would switch them off.
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
        return [...nodesTls().rootCertificates, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(extra, 'utf8')];
    }
    catch {
        // Node itself has warned at its start that the file cannot be read, and goes on without it.
        return nodesTls().rootCertificates;
    }
}


/***/ }),

/***/ 7770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ fetchAnswer)
/* harmony export */ });
/* harmony import */ var _text_collected_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8111);
/* harmony import */ var _http_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1762);


/**
 * Sends one request and reads its answer whole.
 *
 * @throws InvalidProxy; what Node says of a connection; HttpError `TOO_LONG` for more than `mostBytes`; the signal's reason
 */
function fetchAnswer(http, origin, request, { mostBytes, signal }) {
    return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const collected = new _text_collected_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .CollectedBytes */ .$();
        let status = 0;
        let headers = {};
        const settle = () => { signal?.removeEventListener('abort', giveUp); };
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
            onHead: (...head) => { [status, headers] = head; },
            onData: (piece) => {
                if (collected.byteLength + piece.length <= mostBytes)
                    collected.add(piece);
                else {
                    running.abort();
                    fail(new _http_error_js__WEBPACK_IMPORTED_MODULE_0__/* .HttpError */ .j(`an answer of more than ${mostBytes} bytes`, 'TOO_LONG'));
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

/***/ 3360:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ HttpClient)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./build/platform/proxy.js + 1 modules
var platform_proxy = __webpack_require__(5755);
// EXTERNAL MODULE: ./build/platform/http/http-error.js
var http_error = __webpack_require__(1762);
;// CONCATENATED MODULE: ./build/platform/http/slices.js
/** What is given to a connection at once: at first, at least, at most. */
const FIRST_BYTES = 128 * 1024;
const LEAST_BYTES = 16 * 1024;
const MOST_BYTES = 512 * 1024;
/** A slice that is taken sooner is followed by one of twice its size, one that takes longer by one of half of it. */
const SOON_MS = 250;
const LATE_MS = 2000;
/**
 * A body in slices, to be given to a connection one after the other, each when the one before it was taken. That one was taken is
 * the only sign of life there is of a body on its way: behind a slow line slices are small, so that there are signs enough.
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


/** A body that is given to a connection at once. Larger ones go in slices, between which it is told whether it takes them. */
const WHOLE_BYTES = 128 * 1024;
/** One request and its answer. */
class Exchange {
    /** Of the connection that it goes over. */
    expected = { bodyBytes: 0, served: false };
    #request;
    #listener;
    #onStale;
    #pool;
    #controller;
    #reused = false;
    #over = false;
    /** @param onStale told that a connection of the pool had served before, and was dead when this request came */
    constructor(request, listener, onStale) {
        this.#request = request;
        this.#listener = listener;
        this.#onStale = onStale;
    }
    /** @throws what undici says of a request that cannot be sent */
    dispatch(pool, pathPrefix, more) {
        if (this.#over)
            return;
        const { method, path, headers, body } = this.#request;
        const request = {
            method,
            path: pathPrefix + path,
            headers: { ...headers, ...more },
            exchange: this,
            // What undici's types do not know and its documentation does: a body may be iterated over.
            ...(body !== undefined && { body: (body instanceof Uint8Array && body.length <= WHOLE_BYTES ? body : this.#slices(body)) }),
        };
        this.#pool = pool;
        pool.dispatch(request, this);
    }
    abort() {
        this.#over = true;
        // What the system has taken of a body would still be sent, and hold up what is sent in its place.
        if (this.#request.body !== undefined)
            this.expected.plain?.resetAndDestroy();
        this.#controller?.abort(new Error('it is not wanted any more'));
    }
    resume() {
        this.#controller?.resume();
    }
    fail(error) {
        if (this.#over)
            return;
        this.#over = true;
        if (this.#reused && this.#pool !== undefined)
            this.#onStale(this.#pool);
        this.#listener.onError((0,http_error/* inNodesWords */.O)(error), this.#reused);
    }
    onRequestStart(controller) {
        this.#controller = controller;
        this.#reused = this.expected.served;
        if (this.#over)
            controller.abort(new Error('it is not wanted any more'));
    }
    onResponseStart(_, status, headers) {
        this.#reused = false;
        if (status < 200 || this.#over)
            return;
        const joined = {};
        for (const [name, value] of Object.entries(headers)) {
            if (value !== undefined)
                joined[name] = typeof value === 'string' ? value : value.join(', ');
        }
        if (this.#request.method !== 'HEAD')
            this.expected.bodyBytes = Number(joined['content-length'] ?? 0);
        this.#listener.onHead(status, joined);
    }
    onResponseData(controller, piece) {
        this.expected.bodyBytes -= piece.length;
        if (!this.#over && !this.#listener.onData(piece))
            controller.pause();
    }
    onResponseEnd() {
        Object.assign(this.expected, { bodyBytes: 0, served: true });
        if (this.#over)
            return;
        this.#over = true;
        this.#listener.onEnd();
    }
    onResponseError(_, error) {
        this.fail(error);
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

;// CONCATENATED MODULE: ./build/platform/http/lent-reads.js
/**
 * Turns off that all connections read into one buffer, and has Node make a new one for each read. Nothing else depends on it: it is for
 * whoever suspects the buffer of a fault.
 */
const LENDING = true;
/** Into this all connections read: fresh memory for each 64 KiB, and its collection, cost as much time as all the rest of reading. */
const BUFFER = Buffer.allocUnsafeSlow(256 * 1024);
/**
 * The option of a socket that has it read into the shared buffer. What is read goes the usual way, as if the socket had read it: lent, if
 * it is nothing but body, else as a copy. Nothing of the buffer is left in the socket when the next read begins.
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
function openSocket(target, trust, { expected, over } = {}) {
    const reads = LENDING && expected !== undefined && over === undefined ? { onread: lentReads(() => socket, expected) } : {};
    const socket = target.secure ? openTls(target, trust, reads, over) : (0,external_node_net_.connect)({ host: target.hostname, port: target.port, ...reads });
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
        ...((0,external_node_net_.isIP)(hostname) === 0 && { servername: hostname }),
        secureContext: trust.context,
        ...(session !== undefined && { session }),
        ...(over !== undefined && { socket: over }),
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
            failed(new http_error/* HttpError */.j('the connection was closed while it was made', 'ECONNRESET'));
        };
        const limit = setTimeout(() => {
            failed(new http_error/* HttpError */.j('no connection was made in time', 'ETIMEDOUT'));
        }, CONNECT_TIMEOUT_MS);
        // Errors that come when nobody listens must not end the process.
        socket.on('error', () => undefined);
        socket.once('error', failed);
        socket.once('close', closed);
        socket.once(event, ready);
    });
}

;// CONCATENATED MODULE: ./build/platform/http/http-client.js





/** Longer than the pauses of a run; a server that closes earlier usually says so, and is listened to. */
const KEEP_ALIVE_MS = 10_000;
/** A server may close a connection at its very limit, while a request is on its way. */
const MARGIN_MS = 1000;
const TUNNEL_TIMEOUT_MS = 10_000;
/**
 * HTTP/1.1 by undici, over kept-alive connections, direct or through the proxy that the environment names. Neither the number of
 * connections nor times are limited here but for connecting and for keeping idle ones: callers limit their requests and watch their
 * silence, and a limit in two places can deadlock.
 */
class HttpClient {
    #options;
    #routes = new Map();
    /** Pools whose connections were found dead; what is under way in them ends there. */
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
     * Sends one request. What comes of it is told to the listener, faults too, except those of the proxy variables.
     *
     * @throws InvalidProxy
     */
    send(origin, request, listener) {
        const exchange = new Exchange(request, listener, (pool) => { this.#retire(origin, pool); });
        if (this.#undici !== undefined) {
            // A connection whose answer has just ended is free again when Node has been through its events once.
            setImmediate((undici) => { this.#dispatch(undici, origin, exchange); }, this.#undici);
        }
        else {
            (0,platform_proxy/* proxyFor */.iJ)(origin, this.#options.subject);
            // It takes longer to load than a small snapshot takes to move: not before something is sent.
            __webpack_require__.e(/* import() */ 723).then(__webpack_require__.t.bind(__webpack_require__, 7723, 19)).then((undici) => {
                this.#undici = undici;
                this.#dispatch(undici, origin, exchange);
            }, (error) => { exchange.fail(error); });
        }
        return exchange;
    }
    /** Closes all connections; exchanges that are under way fail. */
    close() {
        this.#closed = true;
        for (const socket of this.#opening)
            socket.destroy();
        const pools = [...this.#retired, ...[...this.#routes.values()].map(({ pool }) => pool)];
        for (const open of [...pools, ...this.#asking])
            void open.destroy(new http_error/* HttpError */.j('the client was closed', 'CLOSED'));
    }
    #dispatch(undici, origin, exchange) {
        try {
            if (this.#closed)
                throw new http_error/* HttpError */.j('the client was closed', 'CLOSED');
            const { pool, pathPrefix, headers } = this.#routeTo(undici, origin);
            exchange.dispatch(pool, pathPrefix, headers);
        }
        catch (error) {
            exchange.fail(error);
        }
    }
    /** The server was away, or its proxy: others that were idle meanwhile are as dead, and who tries again gets a fresh connection. */
    #retire(origin, pool) {
        // Others of the same pool may have told of it before, and fresh connections stand in its place.
        if (this.#closed || this.#routes.get(origin)?.pool !== pool)
            return;
        this.#routes.delete(origin);
        this.#retired.add(pool);
        void pool.close().finally(() => this.#retired.delete(pool));
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
            return { pool: this.#pool(undici, origin, (expected) => this.#open(target, { expected })), pathPrefix: '', headers: {} };
        }
        const authorization = (0,platform_proxy/* proxyAuthorization */.YB)(proxy);
        const headers = authorization === undefined ? {} : { 'proxy-authorization': authorization };
        if (!target.secure) {
            const pool = this.#pool(undici, new URL(proxy.origin), (expected) => this.#open(targetOf(proxy), { expected }));
            return { pool, pathPrefix: origin.origin, headers };
        }
        const pool = this.#pool(undici, origin, async () => this.#open(target, { over: await this.#tunnel(undici, proxy, headers, target) }));
        return { pool, pathPrefix: '', headers: {} };
    }
    #pool(undici, origin, open) {
        return new undici.Pool(origin.origin, {
            headersTimeout: 0,
            bodyTimeout: 0,
            keepAliveTimeout: KEEP_ALIVE_MS,
            keepAliveMaxTimeout: KEEP_ALIVE_MS,
            keepAliveTimeoutThreshold: MARGIN_MS,
            maxHeaderSize: 64 * 1024,
            factory: (to, options) => newConnection(undici, to, options, open),
        });
    }
    async #open(target, options = {}) {
        if (this.#closed)
            throw new http_error/* HttpError */.j('the client was closed', 'CLOSED');
        const socket = openSocket(target, this.#options.trust, options);
        this.#opening.add(socket);
        if (options.expected !== undefined)
            options.expected.plain = target.secure ? undefined : socket;
        try {
            return await connected(socket, target.secure);
        }
        finally {
            this.#opening.delete(socket);
        }
    }
    /** Asks a proxy for a way through to a target. @throws HttpError `PROXY_REFUSED` */
    async #tunnel(undici, proxy, headers, to) {
        const name = `${to.hostname.includes(':') ? `[${to.hostname}]` : to.hostname}:${to.port}`;
        const client = newConnection(undici, new URL(proxy.origin), { headersTimeout: TUNNEL_TIMEOUT_MS }, () => this.#open(targetOf(proxy)));
        this.#asking.add(client);
        const { statusCode, socket } = await client.connect({ path: name, headers: { host: name, ...headers } })
            .finally(() => { this.#asking.delete(client); });
        if (statusCode === 200 && socket instanceof external_node_net_.Socket)
            return socket;
        socket.on('error', () => undefined).destroy();
        throw new http_error/* HttpError */.j(`the proxy refuses a tunnel to ${name}: it answered CONNECT with ${statusCode}`, 'PROXY_REFUSED');
    }
}
/** A client of undici's for one connection at a time, whose requests know what it is about to read. */
function newConnection(undici, origin, options, open) {
    class Connection extends undici.Client {
        #expected;
        constructor() {
            const expected = { bodyBytes: 0, served: false };
            super(origin, {
                ...options,
                connect: (_, callback) => {
                    Object.assign(expected, { bodyBytes: 0, served: false });
                    open(expected).then((socket) => { callback(null, socket); }, (error) => {
                        // Of a fault with a code of undici's own it would try again, without end.
                        callback((0,http_error/* inNodesWords */.O)(error), null);
                    });
                },
            });
            this.#expected = expected;
        }
        dispatch(request, handler) {
            if (request.exchange !== undefined)
                request.exchange.expected = this.#expected;
            return super.dispatch(request, handler);
        }
    }
    return new Connection();
}


/***/ }),

/***/ 1762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ inNodesWords),
/* harmony export */   j: () => (/* binding */ HttpError)
/* harmony export */ });
/** What breaks an exchange before it is whole; codes are Node's, so that one list of sentences serves all ways to HTTP. */
class HttpError extends Error {
    code;
    constructor(message, code, options) {
        super(message, options);
        this.code = code;
    }
}
/** What Node would call undici's own faults. */
const NODES_CODE = {
    UND_ERR_SOCKET: 'ECONNRESET',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ECONNRESET',
    UND_ERR_INFO: 'ECONNRESET',
    UND_ERR_HEADERS_TIMEOUT: 'ETIMEDOUT',
    UND_ERR_HEADERS_OVERFLOW: 'HPE_HEADER_OVERFLOW',
    UND_ERR_INVALID_ARG: 'ERR_INVALID_CHAR',
};
/** A fault of undici's under the code that Node has for it, any other as it is. */
function inNodesWords(error) {
    if (!(error instanceof Error) || !('code' in error))
        return error;
    // Its parser's faults are to have Node's codes, but come without; what ends too early is no less of HTTP for that.
    if (error.name === 'HTTPParserError') {
        return new HttpError(error.message, error.message.includes('EOF') ? 'ECONNRESET' : 'HPE_INVALID', { cause: error });
    }
    const code = NODES_CODE[String(error.code)];
    return code === undefined ? error : new HttpError(error.message, code, { cause: error });
}


/***/ }),

/***/ 7997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ Trust)
/* harmony export */ });
/**
 * What connections share over TLS. To read the trusted certificates takes milliseconds, of each connection anew if it is left to Node;
 * and with the session of an earlier one, a connection saves half of its handshake.
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
        this.#context ??= process.getBuiltinModule('node:tls').createSecureContext(this.#ca === undefined ? {} : { ca: [...this.#ca] });
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

/***/ 5755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mw: () => (/* binding */ InvalidProxy),
  YB: () => (/* binding */ proxyAuthorization),
  iJ: () => (/* binding */ proxyFor)
});

;// CONCATENATED MODULE: ./node_modules/proxy-from-env/index.js


var DEFAULT_PORTS = {
  ftp: 21,
  gopher: 70,
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
};

function parseUrl(urlString) {
  try {
    return new URL(urlString);
  } catch {
    return null;
  }
}

/**
 * @param {string|object|URL} url - The URL as a string or URL instance, or a
 *   compatible object (such as the result from legacy url.parse).
 * @return {string} The URL of the proxy that should handle the request to the
 *  given URL. If no proxy is set, this will be an empty string.
 */
function getProxyForUrl(url) {
  var parsedUrl = (typeof url === 'string' ? parseUrl(url) : url) || {};
  var proto = parsedUrl.protocol;
  var hostname = parsedUrl.host;
  var port = parsedUrl.port;
  if (typeof hostname !== 'string' || !hostname || typeof proto !== 'string') {
    return '';  // Don't proxy URLs without a valid scheme or host.
  }

  proto = proto.split(':', 1)[0];
  // Stripping ports in this way instead of using parsedUrl.hostname to make
  // sure that the brackets around IPv6 addresses are kept.
  hostname = hostname.replace(/:\d*$/, '');
  port = parseInt(port) || DEFAULT_PORTS[proto] || 0;
  if (!shouldProxy(hostname, port)) {
    return '';  // Don't proxy URLs that match NO_PROXY.
  }

  var proxy = getEnv(proto + '_proxy') || getEnv('all_proxy');
  if (proxy && proxy.indexOf('://') === -1) {
    // Missing scheme in proxy, default to the requested URL's scheme.
    proxy = proto + '://' + proxy;
  }
  return proxy;
}

/**
 * Determines whether a given URL should be proxied.
 *
 * @param {string} hostname - The host name of the URL.
 * @param {number} port - The effective port of the URL.
 * @returns {boolean} Whether the given URL should be proxied.
 * @private
 */
function shouldProxy(hostname, port) {
  var NO_PROXY = getEnv('no_proxy').toLowerCase();
  if (!NO_PROXY) {
    return true;  // Always proxy if NO_PROXY is not set.
  }
  if (NO_PROXY === '*') {
    return false;  // Never proxy if wildcard is set.
  }

  return NO_PROXY.split(/[,\s]/).every(function(proxy) {
    if (!proxy) {
      return true;  // Skip zero-length hosts.
    }
    var parsedProxy = proxy.match(/^(.+):(\d+)$/);
    var parsedProxyHostname = parsedProxy ? parsedProxy[1] : proxy;
    var parsedProxyPort = parsedProxy ? parseInt(parsedProxy[2]) : 0;
    if (parsedProxyPort && parsedProxyPort !== port) {
      return true;  // Skip if ports don't match.
    }

    if (!/^[.*]/.test(parsedProxyHostname)) {
      // No wildcards, so stop proxying if there is an exact match.
      return hostname !== parsedProxyHostname;
    }

    if (parsedProxyHostname.charAt(0) === '*') {
      // Remove leading wildcard.
      parsedProxyHostname = parsedProxyHostname.slice(1);
    }
    // Stop proxying if the hostname ends with the no_proxy host.
    return !hostname.endsWith(parsedProxyHostname);
  });
}

/**
 * Get the value for an environment variable.
 *
 * @param {string} key - The name of the environment variable.
 * @return {string} The value of the environment variable.
 * @private
 */
function getEnv(key) {
  return process.env[key.toLowerCase()] || process.env[key.toUpperCase()] || '';
}

;// CONCATENATED MODULE: ./build/platform/proxy.js

/** The proxy variables of the environment hold something that names no proxy. */
class InvalidProxy extends Error {
    name = 'InvalidProxy';
}
/**
 * The proxy for a URL after `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case.
 *
 * @param subject the host that could be named in `NO_PROXY`, for the sentence. @throws InvalidProxy with a sentence for people
 */
function proxyFor(url, subject) {
    const named = getProxyForUrl(url);
    if (named === '')
        return undefined;
    if (/^https?:\/\//i.test(named) && URL.canParse(named))
        return new URL(named);
    throw new InvalidProxy('the proxy variables (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) do not hold an http:// or https:// URL: '
        + `correct them, or name ${subject} in NO_PROXY`);
}
/** The value of `proxy-authorization`; `undefined` for a proxy without user and password in its URL. */
function proxyAuthorization({ username, password }) {
    if (username === '' && password === '')
        return undefined;
    const words = `${decoded(username)}:${decoded(password)}`;
    return `Basic ${Buffer.from(words).toString('base64')}`;
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


/***/ }),

/***/ 8111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ CollectedBytes)
/* harmony export */ });
const FIRST_BYTES = 16 * 1024;
/** Bytes that come in pieces, kept in one piece of memory that grows: a million pieces of one byte take no more than a megabyte. */
class CollectedBytes {
    #bytes = new Uint8Array(0);
    #length = 0;
    get byteLength() {
        return this.#length;
    }
    add(chunk) {
        const length = this.#length + chunk.length;
        if (length > this.#bytes.length) {
            const grown = new Uint8Array(Math.max(FIRST_BYTES, length, this.#bytes.length * 2));
            grown.set(this.#bytes.subarray(0, this.#length));
            this.#bytes = grown;
        }
        this.#bytes.set(chunk, this.#length);
        this.#length = length;
    }
    /** All bytes so far, in memory that the next {@link add} may write to. */
    toBytes() {
        return this.#bytes.subarray(0, this.#length);
    }
    /** As UTF-8, where what is none becomes the replacement character; a byte order mark stays. */
    toText() {
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.toBytes());
    }
}


/***/ }),

/***/ 4726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ proxySecrets)
/* harmony export */ });
const VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'npm_config_http_proxy', 'npm_config_https_proxy', 'npm_config_proxy'];
/**
 * The passwords of the proxies that the environment names, as they are written and decoded, and with their users as the header
 * `Proxy-Authorization` carries them before base64.
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
