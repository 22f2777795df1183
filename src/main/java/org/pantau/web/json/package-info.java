/** What answers look like in JSON: the form the OpenAPI document describes. */
@NullMarked
package org.pantau.web.json;

import org.jspecify.annotations.NullMarked;
