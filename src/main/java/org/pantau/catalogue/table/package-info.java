/** Tables as people send them, opened within bounds: workbooks (xlsx), CSV, pasted text. May import the model. */
@NullMarked
package org.pantau.catalogue.table;

import org.jspecify.annotations.NullMarked;
