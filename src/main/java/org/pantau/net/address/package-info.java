/** Which addresses may be asked, and names looked up so that the address checked is the address connected to. */
@NullMarked
package org.pantau.net.address;

import org.jspecify.annotations.NullMarked;
