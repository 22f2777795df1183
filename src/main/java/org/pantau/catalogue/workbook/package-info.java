/** Workbooks (xlsx), opened within bounds: for rooms that read them. May import nothing of ours. */
@NullMarked
package org.pantau.catalogue.workbook;

import org.jspecify.annotations.NullMarked;
