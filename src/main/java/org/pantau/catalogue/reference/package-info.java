/** Reference data that comes with Pantau: Jawa Tengah's governments, and Indonesia's holidays. */
@NullMarked
package org.pantau.catalogue.reference;

import org.jspecify.annotations.NullMarked;
