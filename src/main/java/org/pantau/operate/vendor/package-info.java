/** Certifying what a vendor has built after {@code examples/vendor/layanan-harian.openapi.yaml}. Imports measure only. */
@NullMarked
package org.pantau.operate.vendor;

import org.jspecify.annotations.NullMarked;
