/** Tests of the store on a real PostgreSQL. */
@NullMarked
package org.pantau.store;

import org.jspecify.annotations.NullMarked;
