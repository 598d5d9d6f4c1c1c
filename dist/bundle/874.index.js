export const id = 874;
export const ids = [874];
export const modules = {

/***/ 9874:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createSdkClient: () => (/* binding */ createSdkClient)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3711);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(660);
/* harmony import */ var _silent_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1171);
/** The SDK's clients. Takes long to load: imported where a request cannot do without. */



/** A client for the buckets of one region. */
function createSdkClient(settings, region, credentials, requestHandler) {
    const { endpoint, profile } = settings;
    const checksums = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__/* .isAws */ .aZ)(settings) ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED';
    return newClient({
        region,
        credentials,
        requestHandler,
        maxAttempts: 1,
        requestChecksumCalculation: checksums,
        responseChecksumValidation: checksums,
        expectContinueHeader: false,
        logger: _silent_js__WEBPACK_IMPORTED_MODULE_0__/* .SILENT */ .q,
        forcePathStyle: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__/* .isPathStyle */ .tf)(settings),
        // An access point is in the region that its ARN names.
        useArnRegion: true,
        // Where requests go is settled already; the SDK would take it from another profile.
        ignoreConfiguredEndpointUrls: true,
        ...(profile !== undefined && { profile }),
        ...(endpoint !== undefined && { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
    });
}
/**
 * On Node 20 the SDK would print its own plans for the time after it; what runs here is bundled and tested.
 */
function newClient(config) {
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
    return new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__/* .S3Client */ .YxF(config);
}


/***/ })

};
