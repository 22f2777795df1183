/** Workbooks: honest, broken and malicious ones. */
@NullMarked
package org.pantau.catalogue.workbook;

import org.jspecify.annotations.NullMarked;
