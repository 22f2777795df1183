/** What an answer says, still in the source's own terms: answer to readings, pure; one file per format. */
@NullMarked
package org.pantau.read;

import org.jspecify.annotations.NullMarked;
